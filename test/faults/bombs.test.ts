import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBatch } from '../../lib/adapters/compose/open-batch.ts';
import { decodeSealed } from '../../lib/contracts/capture/batch.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import { fakeRecording, recordingKey } from '../fakes/compose-ports.ts';
import { recordedActions, sealBatch } from '../fakes/recorded-batches.ts';

const { recordingId } = fakeRecording();

function open(content: Uint8Array) {
  const decoded = decodeSealed(sealBatch(1, [], { content }));
  if (!decoded.ok) throw new Error(decoded.reason);
  return openBatch(decoded.sealed, recordingKey);
}

/** Memory outside the heap that the call leaves or needs at its height, roughly: buffers are not moved. */
function buffersNeededBy(call: () => void): number {
  const before = process.memoryUsage().arrayBuffers;
  call();
  return process.memoryUsage().arrayBuffers - before;
}

test('a gzip bomb is refused when it passes the limit, without being inflated', () => {
  const bomb = gzipSync(Buffer.alloc(240 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(recordingLimits.batchBytes);
  let opened: ReturnType<typeof open> | undefined;
  const needed = buffersNeededBy(() => {
    opened = open(bomb);
  });
  expect(opened).toMatchObject({ ok: false, authentic: true, reason: 'inflated-too-large' });
  expect(needed).toBeLessThan(4 * recordingLimits.batchInflatedBytes);
});

test('exactly the limit is inflated', () => {
  const padded = Buffer.alloc(recordingLimits.batchInflatedBytes, ' ');
  Buffer.from(JSON.stringify(sound())).copy(padded);
  expect(open(gzipSync(padded))).toMatchObject({ ok: true, bytes: recordingLimits.batchInflatedBytes });
  expect(open(gzipSync(Buffer.concat([padded, Buffer.from(' ')])))).toMatchObject({
    reason: 'inflated-too-large',
  });
});

test('a JSON bomb is refused by its depth before anything is parsed', () => {
  for (const unit of ['[', '{"a":', '[{"a":'])
    expect(open(gzipSync(unit.repeat(500_000)))).toMatchObject({ ok: false, reason: 'too-deep' });
});

test('brackets in texts are no depth', () => {
  const batch = sound();
  const [first] = batch.actions;
  if (first) first.page = { url: 'https://a.example', title: '[{"\\"[[['.repeat(50) };
  expect(open(gzipSync(JSON.stringify(batch)))).toMatchObject({ ok: true });
});

test('an action that could not be stored is refused, its neighbours’ size notwithstanding', () => {
  const batch = sound();
  const long = Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => 'x'.repeat(1_000)));
  const [first] = batch.actions;
  if (first)
    first.target = {
      role: 'button',
      name: '',
      nameSource: 'none',
      tag: 'b',
      surroundings: [],
      selectors: long,
    };
  expect(open(gzipSync(JSON.stringify(batch)))).toMatchObject({ ok: false, reason: 'action-too-large' });
});

test('control: without its limit the gzip bomb would inflate', () => {
  const small = gzipSync(Buffer.alloc(recordingLimits.batchInflatedBytes / 2, ' '));
  expect(open(small)).toMatchObject({ reason: 'malformed' });
});

function sound() {
  return { version: 1, recordingId, sequence: 1, actions: recordedActions(8) };
}
