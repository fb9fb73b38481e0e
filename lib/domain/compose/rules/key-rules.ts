import type { Action, ActionTarget } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import type { Workbench } from '../workbench.ts';
import { isOn } from './same-target.ts';
import { isMultiLine, isTextField } from './target-nature.ts';

type Key = Action & { detail: { kind: 'key' } };

const repeated = 3_000;
const silentKeys = new Set([
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
]);
const modifierOrder = ['Control', 'Alt', 'Shift', 'Meta'] as const;

/** Keys that work on a field's text, and are told by the value that comes of them. */
const editingKeys =
  /^((Control|Meta)\+(Shift\+)?[avxzy]|(Shift\+)?(Backspace|Delete|Space|Arrow\w+|Home|End|Page\w+|Insert))$/i;

export function isEditingKey(combination: string): boolean {
  return editingKeys.test(combination);
}

/** `Control+Shift+S`: modifiers in one order, letters in upper case. */
function keyCombination(key: string, modifiers: readonly string[]): string {
  const named = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const shifted = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase();
  const held = modifierOrder.filter((name) => modifiers.includes(name) && !(shifted && name === 'Shift'));
  return [...held, named].join('+');
}

export function takeKey(bench: Workbench, action: Key): void {
  const { key, modifiers } = action.detail;
  const commanding = modifiers.some((name) => name !== 'Shift');
  if (silentKeys.has(key) || (key === 'Tab' && !commanding)) return;
  const field = action.target && isTextField(action.target) ? action.target : undefined;
  if (field && !commanding && isEditing(key, field)) return;
  if (key === 'Enter' && !commanding && field) takeEnter(bench, action, field);
  else press(bench, action);
}

/** The value that the field reports tells what came of it. */
function isEditing(key: string, field: ActionTarget): boolean {
  if (key.length === 1) return true;
  if (field.role === 'combobox' && key.startsWith('Arrow')) return false;
  return /^(Backspace|Delete|Arrow\w+|Home|End|Page\w+|Insert)$/.test(key);
}

function takeEnter(bench: Workbench, action: Key, field: ActionTarget): void {
  const { last } = bench;
  if (last && isOn(last.step, action)) {
    // In a text of several lines, typing that goes on shows that this was a new line: takeInput then forgets it.
    if (last.step.kind === 'type') {
      bench.join(last, action, { endKey: 'Enter' });
      return;
    }
    if (last.step.kind === 'click') {
      bench.become(last, action, 'press-key', { value: { text: 'Enter', masked: false } });
      return;
    }
  }
  if (!isMultiLine(field)) press(bench, action);
}

function press(bench: Workbench, action: Key): void {
  const { key, modifiers, keyboard } = action.detail;
  const text = keyCombination(key, modifiers);
  const pressed: Partial<Step> = { value: { text, masked: false }, ...(keyboard && { keyboard }) };
  const { last } = bench;
  const again =
    last?.step.kind === 'press-key' &&
    last.step.value?.text === text &&
    action.at - last.lastAt <= repeated &&
    last.step.tab === action.tab &&
    last.step.page.url === action.page.url;
  if (again) bench.join(last, action, { times: (last.step.times ?? 1) + 1 });
  else if (last && isWithinField(last.step, action, text)) bench.become(last, action, 'press-key', pressed);
  else bench.append(action, 'press-key', pressed);
}

/** Clicking into a field, marking its text and pasting over it: one thing in the end. */
function isWithinField(step: Step, action: Action, text: string): boolean {
  if (!action.target || !isTextField(action.target) || !isOn(step, action)) return false;
  return step.kind === 'click' || (isEditingKey(step.value?.text ?? '') && isEditingKey(text));
}
