import type { Surrounding } from '../../../lib/contracts/capture/action.ts';
import { readText } from '../accessibility/text.ts';
import type { Recorder } from '../recorder.ts';

/** Milliseconds, and CSS pixels below which nobody needs telling. */
const rest = 350;
const meantWithin = 1_500;
const least = 150;

interface Scroll {
  readonly scroller: Element;
  readonly moment: string;
  readonly from: { x: number; y: number };
  timer?: ReturnType<typeof setTimeout>;
}

const scrollKeys = new Set(['PageDown', 'PageUp', 'End', 'Home', 'ArrowDown', 'ArrowUp', ' ']);

/** Scrolling by a person, told once it rests, with the heading that it brought into view. */
export function watchScrolling(recorder: Recorder): void {
  let meantAt = 0;
  let scroll: Scroll | undefined;
  const places = new WeakMap<Element, { x: number; y: number }>();
  const mean = () => {
    meantAt = Date.now();
  };
  recorder.on('wheel', mean);
  recorder.on('touchmove', mean);
  recorder.on('keydown', ({ key }) => {
    if (scrollKeys.has(key)) mean();
  });
  let press: { readonly event: MouseEvent; readonly target: Element; readonly at: number } | undefined;
  /** A press beside the content is one on a scroll bar. Asked once it scrolls: it takes a look at the layout. */
  const judgePress = () => {
    if (press && press.event.offsetX > press.target.clientWidth) meantAt = Math.max(meantAt, press.at);
    press = undefined;
  };

  const settle = () => {
    const settled = scroll;
    if (!settled) return;
    scroll = undefined;
    clearTimeout(settled.timer);
    const { scroller, moment, from } = settled;
    const moved = { x: scroller.scrollLeft - from.x, y: scroller.scrollTop - from.y };
    places.set(scroller, { x: scroller.scrollLeft, y: scroller.scrollTop });
    if (Math.max(Math.abs(moved.x), Math.abs(moved.y)) < least) return;
    const revealed = revealedBy(scroller, moved);
    recorder.record({ kind: 'scroll', toward: toward(moved), ...(revealed ? { revealed } : {}) }, { moment });
  };
  recorder.on('scroll', (event) => {
    const scroller = event.target instanceof Element ? event.target : document.scrollingElement;
    if (!scroller) return;
    judgePress();
    if (Date.now() - meantAt > meantWithin && scroll?.scroller !== scroller) {
      places.set(scroller, { x: scroller.scrollLeft, y: scroller.scrollTop });
      return;
    }
    if (scroll?.scroller !== scroller) {
      settle();
      scroll = { scroller, moment: recorder.begin(), from: places.get(scroller) ?? { x: 0, y: 0 } };
    }
    clearTimeout(scroll.timer);
    scroll.timer = setTimeout(settle, rest);
  });
  recorder.on('pointerdown', (event) => {
    settle();
    press = event.target instanceof Element ? { event, target: event.target, at: Date.now() } : undefined;
  });
}

function toward({ x, y }: { x: number; y: number }): 'up' | 'down' | 'left' | 'right' {
  if (Math.abs(y) >= Math.abs(x)) return y > 0 ? 'down' : 'up';
  return x > 0 ? 'right' : 'left';
}

const marks =
  'h1, h2, h3, h4, h5, h6, [role=heading], legend, caption, section[aria-label], [role=region][aria-label]';

/** The first heading in view that was not so before. */
function revealedBy(scroller: Element, moved: { x: number; y: number }): Surrounding | undefined {
  const isPage = scroller === document.scrollingElement;
  const box = isPage ? new DOMRect(0, 0, innerWidth, innerHeight) : scroller.getBoundingClientRect();
  for (const mark of [...scroller.querySelectorAll(marks)].slice(0, 300)) {
    const rect = mark.getBoundingClientRect();
    if (rect.height === 0 || rect.top < box.top || rect.top > box.bottom - 20) continue;
    const before = rect.top + moved.y;
    if (before >= box.top && before <= box.bottom && Math.abs(moved.y) >= Math.abs(moved.x)) continue;
    const name = mark.getAttribute('aria-label') ?? readText(mark).text;
    if (name) return { role: 'heading', name: name.slice(0, 500) };
  }
  return undefined;
}
