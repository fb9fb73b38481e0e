import { isTextField } from '../page/fields.ts';
import { flatContains, innermostFromPoint, innermostTarget } from '../page/flat-tree.ts';
import type { Recorder } from '../recorder.ts';
import { actionableOf } from '../target/actionable.ts';
import { fileNames } from './choices.ts';
import type { Press } from './press.ts';

/** CSS pixels that a pointer must travel for a drag to be one. */
const least = 30;

/** Drags: those that HTML knows (`draggable`), and those that pages make of pointer events. */
export function watchDragging(recorder: Recorder, press: () => Press | undefined): void {
  let over: { element: Element; point: Press['point'] } | undefined;
  let dropped = false;

  const drag = (pressed: Press, onto: Element | undefined, to: Press['point']) => {
    pressed.used = true;
    const { described, moment, point: from } = pressed;
    const target =
      onto && !flatContains(described.element, onto) ? recorder.describe(dropPlace(onto)).target : undefined;
    recorder.record(
      { kind: 'drag', from, to, ...(target ? { onto: target } : {}) },
      { described, point: from, moment },
    );
  };

  recorder.on('dragstart', () => {
    over = undefined;
    dropped = false;
  });
  recorder.on('dragover', (event) => {
    const element = innermostTarget(event);
    if (element) over = { element, point: { x: event.clientX, y: event.clientY } };
  });
  recorder.on('drop', (event) => {
    const element = innermostTarget(event);
    const point = { x: event.clientX, y: event.clientY };
    const files = event.dataTransfer?.files;
    if (files && files.length > 0 && element) {
      const described = recorder.describe(dropPlace(element));
      const names = fileNames(files, recorder.keepsTyped());
      recorder.record(
        { kind: 'choose-file', fileNames: names },
        { described, point, moment: recorder.begin() },
      );
      return;
    }
    const pressed = press();
    dropped = true;
    if (pressed && !pressed.used) drag(pressed, element, point);
  });
  recorder.on('dragend', (event) => {
    const pressed = press();
    if (dropped || !pressed || pressed.used || !over || event.dataTransfer?.dropEffect === 'none') return;
    drag(pressed, over.element, over.point);
  });

  recorder.on('pointerup', (event) => {
    const pressed = press();
    if (!pressed || pressed.used || pressed.button !== 0) return;
    const to = { x: event.clientX, y: event.clientY };
    if (Math.hypot(to.x - pressed.point.x, to.y - pressed.point.y) < least) return;
    if (isSelecting(pressed) || !isDraggable(pressed)) return;
    drag(pressed, placeUnder(pressed.described.element, to), to);
  });
}

/** What the pointer is over besides the dragged thing itself, which many pages move along under it. */
function placeUnder(dragged: Element, { x, y }: Press['point']): Element | undefined {
  const top = innermostFromPoint(x, y);
  if (!top || !flatContains(dragged, top)) return top;
  return document.elementsFromPoint(x, y).find((element) => !flatContains(dragged, element));
}

/** The nearest thing with a name or a role: a drop zone is seldom a control. */
function dropPlace(element: Element): Element {
  const control = actionableOf(element);
  if (control !== element) return control;
  return element.closest('[aria-label], [aria-labelledby], [role], [id], li, td, section') ?? element;
}

function isSelecting({ described }: Press): boolean {
  if (isTextField(described.element) && described.element.type !== 'range') return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString().trim() !== '';
}

const draggable = /^(grab|grabbing|move|all-scroll|.*-resize)$/;

function isDraggable({ described, innermost, reacted }: Press): boolean {
  const { element, target } = described;
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) return false;
  if (reacted || innermost.localName === 'canvas' || target.role === 'slider' || target.role === 'separator')
    return true;
  return element.matches('[draggable=true]') || draggable.test(getComputedStyle(innermost).cursor);
}
