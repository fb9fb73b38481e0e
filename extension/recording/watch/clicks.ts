import type { ActionDetail } from '../../../lib/contracts/capture/action.ts';
import type { PageAction } from '../../messages.ts';
import { isPicker, isToggle } from '../page/fields.ts';
import { flatClosest, innermostActive, innermostTarget } from '../page/flat-tree.ts';
import type { Recorder } from '../recorder.ts';
import { actionableOf } from '../target/actionable.ts';
import type { Described } from '../target/describe.ts';
import { heldKeys } from './modifiers.ts';
import type { Press } from './press.ts';

/** Milliseconds. */
const longestPress = 30_000;
const clickFollows = 40;
const toggleFollows = 60;
const keyMakesClick = 300;
const slack = 10;

type Button = Extract<ActionDetail, { kind: 'click' }>['button'];

export interface ClickPorts {
  readonly press: () => Press | undefined;
  /** The key that was pressed last, and when. */
  readonly lastKey: () => { key: string; at: number } | undefined;
  /** Something more telling than a click (a choice, a value) has come of this element just now. */
  readonly toldOtherwise: (element: Element) => boolean;
  /** What a click there says of what the pointer did before: to be told ahead of it. */
  readonly beforeClick: (element: Element) => ((page: PageAction['page']) => void) | undefined;
}

export function watchClicks(
  recorder: Recorder,
  { press, lastKey, toldOtherwise, beforeClick }: ClickPorts,
): void {
  let lastClickAt = 0;

  const fromPress = (pressed: Press, button: Button, event?: MouseEvent) => {
    if (pressed.used) return;
    pressed.used = true;
    lastClickAt = Date.now();
    // As it is before the page answers; the rest is of the press and can wait.
    const page = recorder.page();
    const before = beforeClick(pressed.described.element);
    recorder.afterFrame(() => judge(pressed, button, event, { page, before }));
  };
  const judge = (
    pressed: Press,
    button: Button,
    event: MouseEvent | undefined,
    { page, before }: { page: PageAction['page']; before: ReturnType<ClickPorts['beforeClick']> },
  ) => {
    const { described, point, moment, at } = pressed;
    const { element } = described;
    const detail = { kind: 'click', button, ...(event ? heldKeys(event) : { modifiers: [] }) } as const;
    const click = (clicked: ActionDetail) => {
      before?.(page);
      recorder.record(clicked, { described, point, moment, at, page });
    };
    if (button === 'primary' && isChoice(element)) return;
    if (isToggle(element)) {
      // The change that follows says more; where a page prevents it, the click is all there is.
      setTimeout(() => {
        if (!toldOtherwise(element)) click(detail);
      }, toggleFollows);
      return;
    }
    click((button === 'primary' && ariaToggle(element, described)) || detail);
  };

  recorder.on('click', (event) => {
    const pressed = press();
    if (isFromPointer(event, pressed)) {
      fromPress(pressed, 'primary', event);
      return;
    }
    const target = innermostTarget(event);
    if (!target || !isMeant(target, event)) return;
    const described = recorder.describe(actionableOf(target));
    if (isChoice(described.element) || isToggle(described.element)) return;
    lastClickAt = Date.now();
    beforeClick(described.element)?.(recorder.page());
    const detail = { kind: 'click', button: 'primary', ...heldKeys(event) } as const;
    recorder.record(ariaToggle(described.element, described) ?? detail, {
      described,
      moment: recorder.begin(),
    });
  });

  /** Of clicks without a press: by Enter or Space on the focused thing yes; by a label or a form's Enter no. */
  const isMeant = (target: Element, event: MouseEvent): boolean => {
    const key = lastKey();
    if (!key || Date.now() - key.at > keyMakesClick || key.at < lastClickAt) {
      if (Date.now() - lastClickAt < clickFollows) return false;
      return event.detail === 0 && !flatClosest(target, 'label');
    }
    const active = innermostActive();
    return active !== undefined && (active === target || active.contains(target));
  };

  recorder.on('dblclick', (event) => {
    const pressed = press();
    if (!pressed || isPicker(pressed.described.element)) return;
    const { described, point, moment } = pressed;
    recorder.record({ kind: 'double-click' }, { described, point: point ?? pointOf(event), moment });
  });
  recorder.on('auxclick', (event) => {
    const pressed = press();
    if (event.button !== 1 || !pressed) return;
    fromPress(pressed, 'auxiliary', event);
  });
  recorder.on('contextmenu', (event) => {
    const pressed = press();
    if (pressed && pressed.button === 2 && Date.now() - pressed.at < longestPress)
      fromPress(pressed, 'secondary', event);
  });
  // A page that replaced the pressed element gets no click event from the browser.
  recorder.on('pointerup', (event) => {
    const pressed = press();
    if (pressed?.button !== 0 || distance(event, pressed) > slack) return;
    const ungiven = () => {
      if (pressed.described.element.isConnected && pressed.innermost.isConnected && !pressed.reacted) return;
      if (press() === pressed) fromPress(pressed, 'primary', event);
    };
    const check = () => {
      if (!pressed.used) setTimeout(ungiven, clickFollows);
    };
    if (pressed.reacted) check();
    else recorder.awaitReaction(check);
  });
  recorder.on('pagehide', () => {
    const pressed = press();
    if (!pressed || pressed.used || pressed.button !== 0 || Date.now() - pressed.at > 1_000) return;
    fromPress(pressed, 'primary');
  });
}

const pointOf = (event: MouseEvent) => ({ x: event.clientX, y: event.clientY });

const distance = (event: MouseEvent, { point }: Press) =>
  Math.hypot(event.clientX - point.x, event.clientY - point.y);

function isFromPointer(event: MouseEvent, pressed: Press | undefined): pressed is Press {
  if (!pressed || event.detail === 0 || Date.now() - pressed.at > longestPress) return false;
  return pressed.button === 0;
}

/** What is chosen in it, not the click on it, is the action. */
const isChoice = (element: Element): boolean =>
  element instanceof HTMLSelectElement ||
  element instanceof HTMLOptionElement ||
  isPicker(element) ||
  (element instanceof HTMLInputElement && element.type === 'file');

/** A checkbox or switch made of other elements says by ARIA how it stood; a click turns it. */
function ariaToggle(element: Element, { target }: Described): ActionDetail | undefined {
  if (element instanceof HTMLInputElement || target.checked === undefined) return undefined;
  if (target.role === 'checkbox' || target.role === 'switch' || target.role === 'menuitemcheckbox') {
    return { kind: 'check', checked: !target.checked };
  }
  return target.role === 'radio' ? { kind: 'check', checked: true } : undefined;
}
