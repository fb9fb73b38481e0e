import { createDecipheriv, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openBatch } from '../lib/adapters/compose/open-batch.ts';
import type { Action } from '../lib/contracts/capture/action.ts';
import { additionalData, decodeSealed, type Sealed } from '../lib/contracts/capture/batch.ts';
import { assembleSteps, initialComposeState } from '../lib/domain/compose/assemble-steps.ts';
import { seal } from '../lib/runtime/sealing.ts';
import { clickAction } from '../test/agent/sample-actions.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const actionsPerBatch = 50;
const batchCount = 40;
const rounds = 15;

/**
 * Composing (open the seal, every check, schema, steps with titles) beside the plain cost of decrypt, gunzip and
 * JSON.parse of the same frames, in turns on one core; actions per second, median of the rounds.
 */
export async function benchComposer(): Promise<BenchResult[]> {
  const key = randomBytes(32);
  const frames = Array.from({ length: batchCount }, (_, place) => sealedFrame(key, place + 1));
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const composed = perSecond(() => composeAll(frames, key));
    const parsed = perSecond(() => parseAll(frames, key));
    if (round < 0) continue; // The compiler warms up.
    ours.push(composed);
    plain.push(parsed);
  }
  const measured = {
    name: 'composer, actions per second and core',
    ours: percentile(ours, 0.5),
    peer: percentile(plain, 0.5),
    peerName: 'decrypt + gunzip + parse',
    unit: 'actions/s',
  };
  return [judged(measured, { atLeast: 0.5 })];
}

function perSecond(work: () => void): number {
  const startedAt = performance.now();
  work();
  return (actionsPerBatch * batchCount * 1_000) / (performance.now() - startedAt);
}

function composeAll(frames: readonly Uint8Array[], key: Buffer): void {
  let state = initialComposeState;
  for (const frame of frames) {
    const opened = openBatch(readFrame(frame), key);
    if (!opened.ok) throw new Error(`A batch of the bench is ${opened.reason}`);
    state = assembleSteps(state, opened.actions).state;
  }
}

function parseAll(frames: readonly Uint8Array[], key: Buffer): void {
  for (const frame of frames) {
    const sealed = readFrame(frame);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce);
    decipher.setAAD(additionalData('batch', sealed));
    decipher.setAuthTag(sealed.ciphertext.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.ciphertext.subarray(0, -16)), decipher.final()]);
    JSON.parse(gunzipSync(plain).toString('utf8'));
  }
}

function readFrame(frame: Uint8Array): Sealed {
  const decoded = decodeSealed(frame);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.sealed;
}

/** Fifty actions as the extension sends them: clicks with pictures, and typing. */
function sealedFrame(key: Buffer, sequence: number): Uint8Array {
  const recordingId = 'rec_bench000000000000000000';
  const actions = Array.from({ length: actionsPerBatch }, (_, place) => {
    const index = (sequence - 1) * actionsPerBatch + place;
    return index % 5 === 4
      ? typing(index)
      : clickAction(index, { screenshotId: `sht_${String(index).padStart(12, '0')}` });
  });
  const content = gzipSync(JSON.stringify({ version: 1, recordingId, sequence, actions }));
  return seal('batch', { tenantId: 'tnt_bench', recordingId, subject: String(sequence) }, key, content);
}

function typing(index: number): Action {
  const click = clickAction(index);
  if (!click.target) throw new Error('A click has a target');
  const target = { ...click.target, role: 'textbox', tag: 'input', inputType: 'text' };
  return {
    ...click,
    target,
    detail: { kind: 'input', field: { value: `Order ${index}`, masked: false, length: 10 } },
  };
}
