import { fieldOf, isTextField } from '../page/fields.ts';
import { innermostActive, innermostTarget } from '../page/flat-tree.ts';
import type { Recorder } from '../recorder.ts';
import { heldKeys } from './modifiers.ts';

const modifierKeys = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Fn', 'Meta', 'NumLock', 'Shift']);
/** In a text these edit, and its value tells what came of it. */
const editing = /^[acvxyz]$/i;
const navigating = /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown|Delete|Backspace)$/;

/** Keys that mean something of their own: Enter, Escape, shortcuts, arrows in a menu. Never what is typed. */
export function watchKeys(recorder: Recorder): { last(): { key: string; at: number } | undefined } {
  let last: { key: string; at: number } | undefined;
  recorder.on('keydown', (event) => {
    const { key } = event;
    if (event.repeat || event.isComposing || modifierKeys.has(key)) return;
    last = { key, at: Date.now() };
    const element = innermostTarget(event) ?? innermostActive();
    if (!element || !isMeaningful(event, element)) return;
    const moment = recorder.begin();
    const isPage = element === document.body || element === document.documentElement;
    const described = isPage ? undefined : recorder.describe(fieldOf(element) ?? element);
    recorder.record({ kind: 'key', key: key.slice(0, 40), ...heldKeys(event) }, { described, moment });
  });
  return { last: () => last };
}

function isMeaningful(event: KeyboardEvent, element: Element): boolean {
  const { key } = event;
  const field = fieldOf(element);
  if (isShortcut(event)) return !(field && editing.test(key));
  if (/^F\d{1,2}$/.test(key) || key === 'Escape') return true;
  if (field) return key === 'Enter' || (isSuggesting(field) && /^Arrow(Up|Down)$/.test(key));
  // Enter and Space on a button or link make a click, which is the action.
  if (key === 'Enter') return !pressedByKey(element);
  if (element instanceof HTMLSelectElement || element instanceof HTMLInputElement) return false;
  return navigating.test(key) && element !== document.body && element !== document.documentElement;
}

/** A character with Control, Alt or Meta; AltGr (which Windows reports as both) only types. */
function isShortcut(event: KeyboardEvent): boolean {
  if (event.getModifierState('AltGraph')) return false;
  if (event.ctrlKey && event.altKey && event.key.length === 1) return !/[^a-z0-9]/i.test(event.key);
  if (event.key === 'Tab') return false;
  return event.ctrlKey || event.metaKey || (event.altKey && event.key.length === 1);
}

const isSuggesting = (field: Element): boolean =>
  isTextField(field) &&
  (field.getAttribute('role') === 'combobox' || field.hasAttribute('aria-autocomplete'));

const pressedByKey = (element: Element): boolean =>
  element.matches('a[href], button, summary, input, select, [role=button], [role=link]');
