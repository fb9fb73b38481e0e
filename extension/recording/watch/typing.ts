import type { Action } from '../../../lib/contracts/capture/action.ts';
import { recordingLimits } from '../../../lib/contracts/capture/limits.ts';
import { fieldOf, isTextField } from '../page/fields.ts';
import { innermostActive, innermostTarget } from '../page/flat-tree.ts';
import { isCardNumber, secretOf } from '../page/sensitivity.ts';
import type { Recorder } from '../recorder.ts';
import type { Described } from '../target/describe.ts';

/** Milliseconds without a key after which a value counts as settled; more typing then adds to it. */
const pause = 1_000;

interface Edit {
  readonly field: Element;
  readonly described: Described;
  readonly moment: string;
  readonly at: number;
  changed: boolean;
  /** The page took a key away from the browser. */
  handled: boolean;
  /** What was in it before a key that the page itself handled; absent where that must not be known. */
  readonly before?: string | undefined;
  timer?: ReturnType<typeof setTimeout>;
}

/** One action for a field's value when it settles: by leaving it, Enter, Escape, or a pause. */
export function watchTyping(recorder: Recorder, onMasked: (fieldNames: string[]) => void): void {
  let edit: Edit | undefined;

  const open = (field: Element): Edit => {
    if (edit?.field === field) return edit;
    settle();
    edit = {
      field,
      described: recorder.describe(field),
      moment: recorder.begin(),
      at: Date.now(),
      changed: false,
      handled: false,
      before: secretOf(field) ? undefined : readText(field),
    };
    return edit;
  };
  const settle = () => {
    const settled = edit;
    if (!settled) return;
    edit = undefined;
    clearTimeout(settled.timer);
    if (!hasChanged(settled)) return;
    const { field, described, moment } = settled;
    const value = readField(field, recorder.keepsTyped());
    if (value.field.masked && isTextField(field)) onMasked([field.name]);
    const { target } = described;
    const known = value.secret
      ? { ...described, target: { ...target, sensitivity: value.secret } }
      : described;
    recorder.record({ kind: 'input', field: value.field }, { described: known, moment });
  };
  recorder.settleTyping = settle;

  const fieldOfEvent = (event: Event): Element | undefined => {
    const element = innermostTarget(event);
    const field = element && (fieldOf(element) ?? fieldOf(innermostActive() ?? element));
    return field && !isPassive(field) ? field : undefined;
  };
  recorder.on('beforeinput', (event) => {
    const field = fieldOfEvent(event);
    if (field) open(field);
  });
  recorder.on('input', (event) => {
    const field = fieldOfEvent(event);
    if (!field) return;
    const current = open(field);
    current.changed = true;
    clearTimeout(current.timer);
    current.timer = setTimeout(settle, pause);
  });
  // Fields with a mask put in by themselves what was typed, and no input of the browser's tells of it.
  recorder.on('keydown', (event) => {
    if (!isWriting(event)) return;
    const field = fieldOfEvent(event);
    if (!field) return;
    const current = open(field);
    setTimeout(() => {
      if (!event.defaultPrevented || edit !== current) return;
      current.handled = true;
      current.changed ||= secretOf(field) !== undefined;
      clearTimeout(current.timer);
      current.timer = setTimeout(settle, pause);
    });
  });
  recorder.on('submit', (event) => {
    settle();
    if (!(event.target instanceof HTMLFormElement) || event.target.method !== 'get') return;
    const fields = [...event.target.elements].filter((field) => isTextField(field));
    onMasked(fields.filter((field) => secretOf(field) || !recorder.keepsTyped()).map(({ name }) => name));
  });
  recorder.on('focusout', settle);
  recorder.on('pagehide', settle);
  recorder.on('keydown', ({ key, isComposing }) => {
    if (!isComposing && (key === 'Enter' || key === 'Escape' || key === 'Tab')) settle();
  });
}

const isWriting = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && (key.length === 1 || key === 'Backspace' || key === 'Delete');

const hasChanged = ({ changed, handled, before, field }: Edit): boolean =>
  changed || (handled && before !== undefined && !secretOf(field) && readText(field) !== before);

const readText = (field: Element): string => (isTextField(field) ? field.value : textOfEditor(field));

/** Paragraphs of an editor are its children. */
const textOfEditor = (editor: Element): string =>
  [...editor.childNodes].map(({ textContent }) => textContent ?? '').join('\n');

const isPassive = (field: Element): boolean => isTextField(field) && (field.readOnly || field.disabled);

interface ReadField {
  readonly field: Extract<Action['detail'], { kind: 'input' }>['field'];
  /** Found by the value itself, which is then not kept. */
  readonly secret?: 'card';
}

/** The one place that reads what was typed; secrets are not even looked at. */
function readField(field: Element, keepTyped: boolean): ReadField {
  if (secretOf(field)) return { field: { masked: true, length: 0 } };
  const value = readText(field);
  if (isCardNumber(value)) return { field: { masked: true, length: 0 }, secret: 'card' };
  if (!keepTyped) return { field: { masked: true, length: Math.ceil(value.length / 5) * 5 } };
  return {
    field: { value: value.slice(0, recordingLimits.textLength), masked: false, length: value.length },
  };
}
