import type { Action } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import type { OpenStep, Workbench } from '../workbench.ts';
import { isLabelOf, isOn, sameSurroundings, sameTarget } from './same-target.ts';
import { isIdle, isMenuItem, isPageItself, isStepper, isTextField, isToggle } from './target-nature.ts';

/** Milliseconds. A second click sooner than `slip` was not meant; one sooner than `series` belongs to the first. */
const slip = 300;
const series = 3_000;
/** What the browser itself fires after a drop, after Enter in a form, or on a label's field. */
const echo = 150;
const doubleClick = 1_000;
const keyEcho = 500;
const openedMenu = 30_000;

type Click = Action & { detail: { kind: 'click' } };

export function takeClick(bench: Workbench, action: Click): void {
  const { last } = bench;
  if (last && joinsLast(bench, last, action)) return;
  const { button } = action.detail;
  if (button === 'primary' && isIdle(action.target)) {
    if (!isPageItself(action.target)) bench.state.awaiting = action;
    return;
  }
  if (last) markMenu(bench, last, action);
  appendClick(bench, action);
}

/** A click on nothing in particular that led somewhere after all. */
export function confirmIdleClick(bench: Workbench): void {
  const waiting = bench.state.awaiting;
  if (waiting?.detail.kind !== 'click') return;
  delete bench.state.awaiting;
  bench.append(waiting, 'click');
}

function appendClick(bench: Workbench, action: Click): void {
  const { button, modifiers, keyboard } = action.detail;
  const more: Partial<Step> = {};
  if (button === 'auxiliary') more.button = 'auxiliary';
  if (modifiers.length > 0) more.modifiers = modifiers;
  if (modifiers.length > 0 && keyboard) more.keyboard = keyboard;
  bench.append(action, button === 'secondary' ? 'context-click' : 'click', more);
}

function joinsLast(bench: Workbench, last: OpenStep, action: Click): boolean {
  const { step } = last;
  const gap = action.at - last.lastAt;
  const plain = action.detail.button === 'primary' && action.detail.modifiers.length === 0;
  const same = isOn(step, action);
  if (step.tab !== action.tab) return false;
  switch (step.kind) {
    case 'click':
      return joinsClick(bench, last, action, gap, same);
    case 'context-click':
      return same && action.detail.button === 'secondary' && gap < slip;
    case 'double-click':
      return plain && same && gap < slip;
    case 'drag':
      return gap < echo;
    case 'type':
      if (plain && same) return true;
      return step.endKey !== undefined && gap < echo && action.target?.role === 'button';
    case 'select':
    case 'check':
    case 'uncheck':
    case 'choose-file':
      return plain && gap < slip && (same || isLabelOf(action.target, step.target));
    case 'press-key':
      return becomesClick(bench, last, action, gap, same);
    default:
      return false;
  }
}

function joinsClick(bench: Workbench, last: OpenStep, action: Click, gap: number, same: boolean): boolean {
  const { step } = last;
  const { target } = action;
  if (!sameGesture(step, action)) return false;
  if (same && target) {
    if (gap < slip && !isStepper(target)) return true;
    if (isTextField(target)) return true;
    if (gap > series || !isRepeatable(step, action)) return false;
    bench.join(last, action, { times: (step.times ?? 1) + 1 });
    return true;
  }
  if (gap < slip && target && isToggle(target) && isLabelOf(step.target, target)) {
    bench.join(last, action, { target });
    return true;
  }
  return gap < echo && isLabelOf(target, step.target) && step.target !== undefined && isToggle(step.target);
}

function sameGesture(step: Step, action: Click): boolean {
  const { button, modifiers } = action.detail;
  const held = step.modifiers ?? [];
  return (
    button === (step.button ?? 'primary') &&
    held.length === modifiers.length &&
    held.every((key) => modifiers.includes(key))
  );
}

/** Pressed again on an unchanged screen; a wizard's “Next” moves on each time and so makes a step each time. */
function isRepeatable(step: Step, action: Action): boolean {
  return (
    step.target !== undefined &&
    action.target !== undefined &&
    step.target.role !== 'link' &&
    // What is called otherwise by then does the contrary: “Hide” has become “Show”.
    step.target.name === action.target.name &&
    step.page.url === action.page.url &&
    sameSurroundings(step.target, action.target)
  );
}

/** Enter or Space on a button, which the browser follows up with a click. */
function becomesClick(bench: Workbench, last: OpenStep, action: Click, gap: number, same: boolean): boolean {
  const key = last.step.value?.text;
  if (gap > keyEcho || (key !== 'Enter' && key !== 'Space')) return false;
  const fromField = key === 'Enter' && last.step.target !== undefined && isTextField(last.step.target);
  if (fromField) return gap < echo && action.target?.role === 'button';
  if (!same) return false;
  bench.become(last, action, 'click');
  return true;
}

/** The click before opened the menu whose item this is, though the page did not say so. */
export function markMenu(bench: Workbench, last: OpenStep, action: Action): void {
  const { step } = last;
  if (step.kind !== 'click' || !step.target || !action.target || !isMenuItem(action.target)) return;
  if (step.target.popup || step.target.expanded === true || step.times) return;
  // The bar is there all the time.
  if (action.target.surroundings.find(({ role }) => /^menu/.test(role))?.role === 'menubar') return;
  if (action.at - last.lastAt > openedMenu || step.tab !== action.tab) return;
  if (isMenuItem(step.target) && step.target.expanded === undefined) return;
  bench.amend(last, { target: { ...step.target, popup: 'menu' } });
}

export function takeDoubleClick(bench: Workbench, action: Action): void {
  const { last } = bench;
  if (last?.step.kind === 'click' && last.step.tab === action.tab && action.at - last.lastAt <= doubleClick) {
    if (sameTarget(last.step.target, action.target)) {
      if (action.target && isStepper(action.target)) return;
      bench.become(last, action, 'double-click');
      return;
    }
  }
  if (last?.step.kind === 'type' && isOn(last.step, action)) return;
  if (isPageItself(action.target)) return;
  bench.append(action, 'double-click');
}
