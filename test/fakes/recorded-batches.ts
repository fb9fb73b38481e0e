import { gzipSync } from 'node:zlib';
import type { Action, ActionDetail, ActionTarget } from '../../lib/contracts/capture/action.ts';
import type { Delivery } from '../../lib/domain/compose/live/ports.ts';
import { seal } from '../../lib/runtime/sealing.ts';
import { fakeRecording, recordingKey } from './compose-ports.ts';

/** A procedure of `count` actions that exercises merging, notes and removed steps, the same every time. */
export function recordedActions(count: number): Action[] {
  return Array.from({ length: count }, (_, index) => recordedAction(index));
}

function recordedAction(index: number): Action {
  const round = Math.floor(index / 8);
  const kinds: [ActionDetail, ActionTarget?][] = [
    [{ kind: 'navigate', cause: 'address' }],
    [{ kind: 'click', button: 'primary', modifiers: [] }, target('textbox', `Field ${round}`)],
    [
      { kind: 'input', field: { value: `a${round}`, masked: false, length: 2 } },
      target('textbox', `Field ${round}`),
    ],
    [
      { kind: 'input', field: { value: `ab${round}`, masked: false, length: 3 } },
      target('textbox', `Field ${round}`),
    ],
    [{ kind: 'click', button: 'primary', modifiers: [] }, target('button', `Save ${round}`)],
    [{ kind: 'note', stepId: `stp_${round * 8}`, note: `note ${round}` }],
    [{ kind: 'click', button: 'primary', modifiers: [] }, target('link', `Mistake ${round}`)],
    [{ kind: 'remove-step', stepId: `stp_${index - 1}` }],
  ];
  const [detail, on] = kinds[index % 8] ?? [];
  if (!detail) throw new Error('unreachable');
  return {
    index,
    at: 1_767_225_600_000 + index * 1_500,
    page: { url: `https://shop.example/page/${round}`, title: `Page ${round}` },
    tab: 1,
    detail,
    ...(on ? { target: on } : {}),
  };
}

function target(role: string, name: string): ActionTarget {
  return {
    role,
    name,
    nameSource: 'content',
    tag: role === 'textbox' ? 'input' : 'button',
    surroundings: [],
    selectors: [[`aria/${name}`]],
  };
}

export function sealBatch(
  sequence: number,
  actions: readonly Action[],
  {
    recordingId = fakeRecording().recordingId,
    tenantId = 'tnt_1',
    key = recordingKey as Uint8Array,
    content = undefined as Uint8Array | undefined,
  } = {},
): Uint8Array {
  const json = JSON.stringify({ version: 1, recordingId, sequence, actions });
  return seal('batch', { tenantId, recordingId, subject: String(sequence) }, key, content ?? gzipSync(json));
}

let deliveries = 0;

export function deliver(frame: Uint8Array, key: string | undefined = fakeRecording().recordingId): Delivery {
  return { id: `d${deliveries++}`, data: frame, ...(key === undefined ? {} : { key }) };
}

/** The actions as sealed batches of `size`, in order. */
export function sealAll(actions: readonly Action[], size: number): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < actions.length; at += size)
    frames.push(sealBatch(frames.length + 1, actions.slice(at, at + size)));
  return frames;
}
