import type { Action } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { displayName } from '../titles/target-name.ts';
import type { OpenStep, Workbench } from '../workbench.ts';
import { markMenu } from './click-rules.ts';
import { isEditingKey } from './key-rules.ts';
import { isLabelOf, isOn } from './same-target.ts';
import { isMultiLine, isToggle } from './target-nature.ts';

type Kind<K extends Action['detail']['kind']> = Action & { detail: { kind: K } };

/** Milliseconds between pressing on a toggle or its label and its reporting the change. */
const toggled = 1_500;
/** Choosing a file in the system's dialog takes its time. */
const choosing = 300_000;

export function takeInput(bench: Workbench, action: Kind<'input'>): void {
  const { target } = action;
  if (target && (isToggle(target) || target.inputType === 'file' || target.tag === 'select')) return;
  const { field } = action.detail;
  const value: Step['value'] = { masked: field.masked };
  if (field.value !== undefined && !field.masked) value.text = field.value;
  const { last } = bench;
  if (last?.step.kind === 'type' && isOn(last.step, action) && !isSubmitted(last.step)) {
    // Enter, if there was one, was a new line.
    bench.become(last, action, 'type', { value });
  } else if (last && isSplitCode(last.step, action)) bench.join(last, action);
  else if (last && leadsToTyping(last.step, action)) becomes(bench, last, action, 'type', { value });
  else bench.append(action, 'type', { value });
}

/** Enter ended it; what is typed into the same field after that is the next thing: an entry of a list, a message. */
function isSubmitted({ endKey, target }: Step): boolean {
  return endKey !== undefined && target !== undefined && !isMultiLine(target);
}

/** A one-time code whose digits have a box each. */
function isSplitCode(step: Step, action: Action): boolean {
  return (
    step.kind === 'type' &&
    step.tab === action.tab &&
    step.target?.sensitivity === 'one-time-code' &&
    action.target?.sensitivity === 'one-time-code'
  );
}

function leadsToTyping(step: Step, action: Action): boolean {
  if (step.tab !== action.tab) return false;
  if (step.kind === 'click') return isOn(step, action) || isLabelOf(step.target, action.target);
  if (step.kind === 'drag' || step.kind === 'double-click') return isOn(step, action);
  return step.kind === 'press-key' && isEditingKey(step.value?.text ?? '') && isOn(step, action);
}

/** The step keeps its id and picture, and is from now on about this action's target. */
function becomes(
  bench: Workbench,
  entry: OpenStep,
  action: Action,
  kind: Step['kind'],
  more: Partial<Step> = {},
): void {
  const target = action.target ?? entry.step.target;
  bench.become(entry, action, kind, { ...(target && { target }), ...more });
}

export function takeSelect(bench: Workbench, action: Kind<'select'>): void {
  const { options, masked } = action.detail;
  const value: Step['value'] = { masked };
  if (!masked) value.text = options.join(', ');
  const { last } = bench;
  if (last && opensOrRepeats(last.step, action, ['click', 'select', 'press-key', 'type']))
    becomes(bench, last, action, 'select', { value });
  else bench.append(action, 'select', { value });
}

function opensOrRepeats(step: Step, action: Action, kinds: readonly Step['kind'][]): boolean {
  if (!kinds.includes(step.kind) || step.tab !== action.tab) return false;
  return isOn(step, action) || (step.kind === 'click' && isLabelOf(step.target, action.target));
}

export function takeCheck(bench: Workbench, action: Kind<'check'>): void {
  const kind = action.detail.checked ? 'check' : 'uncheck';
  const { last } = bench;
  const gap = last ? action.at - last.lastAt : Number.POSITIVE_INFINITY;
  if (last && gap <= toggled) {
    if (last.step.kind === kind && isOn(last.step, action)) return;
    if (opensOrRepeats(last.step, action, ['click', 'press-key'])) {
      becomes(bench, last, action, kind);
      return;
    }
  }
  if (last) markMenu(bench, last, action);
  bench.append(action, kind);
}

export function takeFileChoice(bench: Workbench, action: Kind<'choose-file'>): void {
  const value: Step['value'] = { masked: action.detail.fileNames.length === 0 };
  if (!value.masked) value.text = action.detail.fileNames.join(', ');
  const { last } = bench;
  if (last && last.step.tab === action.tab && action.at - last.lastAt <= choosing) {
    const again = last.step.kind === 'choose-file' && isOn(last.step, action);
    if (again || last.step.kind === 'click') {
      const opener = last.step.target;
      becomes(bench, last, action, 'choose-file', { value });
      // The input is mostly hidden and nameless: what the person saw is what opened it.
      if (opener && displayName(action.target).kind !== 'name') bench.amend(last, { target: opener });
      return;
    }
  }
  bench.append(action, 'choose-file', { value });
}
