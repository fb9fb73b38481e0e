import type { Action } from '../../../contracts/capture/action.ts';
import type { Workbench } from '../workbench.ts';
import { takeClick, takeDoubleClick } from './click-rules.ts';
import { takeCheck, takeFileChoice, takeInput, takeSelect } from './field-rules.ts';
import { takeKey } from './key-rules.ts';
import {
  takeCloseTab,
  takeNavigate,
  takeOpenTab,
  takePause,
  takeResume,
  takeSwitchTab,
} from './navigation-rules.ts';
import { takeDrag, takeHover, takeScroll } from './pointer-rules.ts';
import { settlePending } from './settle-pending.ts';

/** Narrows an action by the kind of its detail, which TypeScript does not do through a property. */
function is<K extends Action['detail']['kind']>(
  action: Action,
  kind: K,
): action is Action & { detail: { kind: K } } {
  return action.detail.kind === kind;
}

/** What one action does to the steps on the bench. */
export function takeAction(bench: Workbench, action: Action): void {
  if (is(action, 'hover')) takeHover(bench, action);
  else if (is(action, 'scroll')) takeScroll(bench, action);
  else if (is(action, 'navigate')) takeNavigate(bench, action);
  else if (is(action, 'switch-tab')) takeSwitchTab(bench, action);
  else if (is(action, 'open-tab')) takeOpenTab(bench, action);
  else if (is(action, 'close-tab')) takeCloseTab(bench, action);
  else if (is(action, 'pause')) takePause(bench, action);
  else if (is(action, 'resume')) takeResume(bench, action);
  else takeOnTarget(bench, action);
}

/** What is done to an element, and so decides what was still open. */
function takeOnTarget(bench: Workbench, action: Action): void {
  settlePending(bench, action);
  if (is(action, 'click')) takeClick(bench, action);
  else if (is(action, 'double-click')) takeDoubleClick(bench, action);
  else if (is(action, 'input')) takeInput(bench, action);
  else if (is(action, 'key')) takeKey(bench, action);
  else if (is(action, 'select')) takeSelect(bench, action);
  else if (is(action, 'check')) takeCheck(bench, action);
  else if (is(action, 'drag')) takeDrag(bench, action);
  else if (is(action, 'choose-file')) takeFileChoice(bench, action);
}
