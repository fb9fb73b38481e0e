import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { openRecordingRequest } from '../../lib/contracts/capture/recording.ts';
import { composeDeliveries } from '../../lib/domain/compose/live/compose-deliveries.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';
import { fakeCompose } from '../fakes/compose-ports.ts';
import { httpEvent, lambdaContext } from '../fakes/http-event.ts';
import { deliver, recordedActions, sealAll, sealBatch } from '../fakes/recorded-batches.ts';

// The logger reads it when it is loaded: ten thousand refusals would be ten thousand lines.
vi.hoisted(() => vi.stubEnv('LOG_LEVEL', 'SILENT'));

const sound = sealAll(recordedActions(20), 20)[0] ?? new Uint8Array();

/** Every way of being wrong in turn, none like the one before. */
function malformed(index: number): Uint8Array {
  const copy = Uint8Array.from(sound);
  switch (index % 6) {
    case 0:
      return randomBytes(1 + (index % 4_000));
    case 1:
      return copy.subarray(0, index % copy.length);
    case 2:
      copy[index % copy.length] = (copy[index % copy.length] ?? 0) ^ (1 + (index % 255));
      return copy;
    case 3:
      return sealBatch(1 + (index % 90), [], { content: randomBytes(index % 2_000) });
    case 4:
      return sealBatch(1, [], { recordingId: `rec_${String(index).padStart(26, '0')}` });
    default:
      return new Uint8Array(index % 8);
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('10,000 malformed batches are put aside one by one, and memory stays flat', async () => {
  const ports = fakeCompose();
  let kept = 0;
  const counting = { ...ports, quarantine: { put: async () => void kept++ } };
  const send = async (from: number, to: number) => {
    for (let at = from; at < to; at += 100) {
      const deliveries = Array.from({ length: 100 }, (_, i) => deliver(malformed(at + i), undefined));
      expect(await composeDeliveries(counting, deliveries)).toEqual(new Set());
      await turn();
    }
  };
  await send(0, 2_000);
  const before = heapInUse();
  await send(2_000, 10_000);
  const grown = heapInUse() - before;
  expect(kept).toBeGreaterThan(9_000);
  // The frames alone would be 12 MB.
  expect(grown).toBeLessThan(4 * 1024 * 1024);
});

test('the recording that they name goes on as if they had not been', async () => {
  const ports = fakeCompose();
  for (let index = 0; index < 600; index++)
    if (index % 6 !== 3 && index % 6 !== 2)
      await composeDeliveries(ports, [deliver(malformed(index), undefined)]);
  await composeDeliveries(ports, [deliver(sound)]);
  const progress = await ports.live.progress('rec_00000000000000000000000001');
  expect(progress?.composedSequence).toBe(1);
});

test('10,000 malformed bodies are answered with a 4xx problem each, and memory stays flat', async () => {
  const route = httpRoute({
    request: openRecordingRequest,
    refusals: captureRefusals,
    run: async () => ({ ok: true, value: {} }),
  });
  const send = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const body = bodies[index % bodies.length]?.(index) ?? '';
      const { statusCode } = await route(httpEvent({ body }), lambdaContext);
      if (statusCode < 400 || statusCode > 499)
        throw new Error(`body ${index} was answered with ${statusCode}`);
    }
  };
  await send(0, 2_000);
  const before = heapInUse();
  await send(2_000, 10_000);
  expect(heapInUse() - before).toBeLessThan(4 * 1024 * 1024);
});

const bodies: readonly ((index: number) => string)[] = [
  (index) => randomBytes(index % 3_000).toString('latin1'),
  (index) => '['.repeat(index),
  (index) => `{"idempotencyKey":${index}}`,
  (index) => JSON.stringify({ devicePublicKey: { kty: 'RSA', n: 'x'.repeat(index), e: {} } }),
  () => 'null',
  (index) => `{"a":"${'x'.repeat(70_000 + index)}"}`,
];
