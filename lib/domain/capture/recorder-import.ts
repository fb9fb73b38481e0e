import type { Action, ActionDetail, ActionTarget, PageReference } from '../../contracts/capture/action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import { type RecorderStep, readRecorderScript } from '../../contracts/capture/recorder.ts';
import { ImportCursor } from './recorder-import-cursor.ts';
import { keyName, modifierOf } from './recorder-import-keys.ts';
import { roundedLength, sensitivityOf } from './recorder-import-privacy.ts';
import { targetFromSelectors } from './recorder-import-target.ts';

export type ImportedRecording =
  | { ok: true; title: string; actions: Action[] }
  /** Pointers are JSON pointers into the script: `/steps/3/type`. */
  | { ok: false; errors: { pointer: string; message: string }[] };

/**
 * Actions of a DevTools Recorder script, as the extension would have observed them, without pictures. Steps that
 * prepare or await something (viewport, network, waitFor…, custom) are no action of a person and give none.
 *
 * @param startedAt milliseconds since the epoch, for the first action.
 */
export function importRecorderScript(json: unknown, startedAt: number): ImportedRecording {
  const read = readRecorderScript(json);
  if (!read.ok) return read;
  const errors = read.script.steps.flatMap(addressError);
  if (errors.length > 0) return { ok: false, errors };
  const cursor = new ImportCursor(startedAt);
  for (const step of read.script.steps) {
    cursor.nextStep();
    importStep(cursor, step);
  }
  if (cursor.actions.length > recordingLimits.actionsPerRecording)
    return {
      ok: false,
      errors: [
        {
          pointer: '/steps',
          message: `amount to ${cursor.actions.length} actions; a recording holds ${recordingLimits.actionsPerRecording}`,
        },
      ],
    };
  return { ok: true, title: read.script.title, actions: cursor.actions };
}

function addressError(step: RecorderStep, index: number): { pointer: string; message: string }[] {
  if (step.type !== 'navigate') return [];
  const pointer = `/steps/${index}/url`;
  if (!URL.canParse(step.url)) return [{ pointer, message: 'must be an absolute address' }];
  if (step.url.length > recordingLimits.textLength)
    return [{ pointer, message: `must not be longer than ${recordingLimits.textLength} characters` }];
  return [];
}

function importStep(cursor: ImportCursor, step: RecorderStep): void {
  switch (step.type) {
    case 'navigate':
      cursor.turnTo(step.target);
      cursor.show(assertedPage(step) ?? { url: step.url, title: '' });
      cursor.add({ kind: 'navigate', cause: 'address' });
      return;
    case 'click':
    case 'doubleClick':
    case 'hover':
    case 'change':
      importOnElement(cursor, step);
      break;
    case 'keyDown':
      importKeyDown(cursor, step.target, step.key);
      break;
    case 'keyUp': {
      const modifier = modifierOf(step.key);
      if (modifier) cursor.held.delete(modifier);
      break;
    }
    case 'scroll':
      importScroll(cursor, step);
      break;
    case 'close':
      cursor.turnTo(step.target);
      cursor.add({ kind: 'close-tab' });
      return;
    case 'setViewport':
    case 'emulateNetworkConditions':
    case 'waitForElement':
    case 'waitForExpression':
    case 'customStep':
      break;
  }
  importNavigation(cursor, step);
}

/** A navigation that the script expects of the step, so that the step explains it. */
function importNavigation(cursor: ImportCursor, step: RecorderStep): void {
  const page = assertedPage(step);
  if (!page) return;
  cursor.show(page.url ? page : { url: cursor.current.page.url, title: page.title });
  cursor.addCaused({ kind: 'navigate', cause: 'action' });
}

function assertedPage(step: RecorderStep): PageReference | undefined {
  const event = step.assertedEvents?.find(({ url, title }) => url || title);
  if (!event) return undefined;
  const url = event.url ?? (step.type === 'navigate' ? step.url : '');
  return { url: url.slice(0, recordingLimits.textLength), title: (event.title ?? '').slice(0, 500) };
}

type ElementStep = Extract<RecorderStep, { type: 'click' | 'doubleClick' | 'hover' | 'change' }>;

function importOnElement(cursor: ImportCursor, step: ElementStep): void {
  cursor.turnTo(step.target);
  const target = targetFromSelectors(step.selectors);
  switch (step.type) {
    case 'click':
      cursor.current.focus = target;
      cursor.add({ kind: 'click', button: clickButton(step.button), modifiers: [...cursor.held] }, target);
      return;
    case 'doubleClick':
      cursor.current.focus = target;
      cursor.add({ kind: 'double-click' }, target);
      return;
    case 'hover':
      cursor.add({ kind: 'hover' }, target);
      return;
    case 'change':
      importChange(cursor, target, step.value);
  }
}

/** The mouse's back and forward buttons have no action of their own; the navigation that follows tells. */
function clickButton(button: string | undefined): 'primary' | 'auxiliary' | 'secondary' {
  return button === 'auxiliary' || button === 'secondary' ? button : 'primary';
}

function importChange(cursor: ImportCursor, found: ActionTarget, value: string): void {
  const sensitivity = sensitivityOf(found, value);
  const target = { ...asField(found), ...(sensitivity && { sensitivity }) };
  cursor.current.focus = target;
  cursor.add(changeDetail(target, value.slice(0, recordingLimits.textLength)), target);
}

function changeDetail(target: ActionTarget, value: string): ActionDetail {
  const masked = target.sensitivity !== undefined;
  if (target.role === 'checkbox' || target.role === 'radio' || target.role === 'switch')
    return { kind: 'check', checked: !/^(?:false|off|0|)$/i.test(value) };
  if (target.tag === 'select' || target.role === 'listbox')
    return { kind: 'select', options: masked ? [] : [value.slice(0, 500)], masked };
  if (target.inputType === 'file') {
    const name = value.split(/[\\/]/).at(-1) ?? '';
    return { kind: 'choose-file', fileNames: name ? [name.slice(0, 500)] : [] };
  }
  if (masked) return { kind: 'input', field: { masked, length: roundedLength(value) } };
  return { kind: 'input', field: { value, masked, length: value.length } };
}

/** What changes has a value, so that it is a field even where the selectors do not say which. */
function asField(target: ActionTarget): ActionTarget {
  if (target.role === 'combobox' && target.tag === '') return { ...target, tag: 'select' };
  if (target.role !== 'generic') return target;
  return { ...target, role: 'textbox' };
}

function importKeyDown(cursor: ImportCursor, window: string | undefined, key: string): void {
  const modifier = modifierOf(key);
  if (modifier) {
    cursor.held.add(modifier);
    return;
  }
  cursor.turnTo(window);
  const modifiers = [...cursor.held];
  cursor.add({ kind: 'key', key: keyName(key), modifiers }, cursor.current.focus);
}

function importScroll(cursor: ImportCursor, step: Extract<RecorderStep, { type: 'scroll' }>): void {
  cursor.turnTo(step.target);
  const from = cursor.current.scroll;
  const to = { x: step.x ?? from.x, y: step.y ?? from.y };
  cursor.current.scroll = to;
  const across = Math.abs(to.x - from.x) > Math.abs(to.y - from.y);
  const toward = across ? (to.x > from.x ? 'right' : 'left') : to.y >= from.y ? 'down' : 'up';
  cursor.add({ kind: 'scroll', toward }, step.selectors && targetFromSelectors(step.selectors));
}
