import { beforeEach, expect, test } from 'vitest';
import {
  caller,
  memoryAllowance,
  memoryClaims,
  memoryRecordings,
  stranger,
} from '../../../test/fakes/capture-ports.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import type { Batch } from '../../contracts/capture/batch.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { importRecording } from './import-recording.ts';

const key = '"8e03978e-40d5-43dd-bc93-6894a57f9324"';
const recorder = { title: 'Save it', steps: [{ type: 'navigate', url: 'https://shop.example/' }] };

let now: number;
let fakes: ReturnType<typeof ports>;
beforeEach(() => {
  now = 1e12;
  fakes = ports();
});

function ports() {
  let made = 0;
  const batches: Batch[] = [];
  const started: string[] = [];
  return {
    recordings: memoryRecordings(),
    claims: memoryClaims(),
    allowance: memoryAllowance(),
    quota: { take: async (): Promise<number | undefined> => undefined },
    keys: { generate: async () => ({ plaintext: Buffer.alloc(32), ciphertext: new Uint8Array([1]) }) },
    batches: {
      send: async (_tenant: string, _key: Uint8Array, batch: Batch): Promise<void> => {
        batches.push(batch);
      },
    },
    workflow: {
      start: async ({ recordingId }: { recordingId: string }) => {
        if (!started.includes(recordingId)) started.push(recordingId);
        return `arn:${recordingId}`;
      },
    },
    newAuditEvent,
    policies: policiesWith(),
    newRecordingId: () => `rec_${++made}`,
    newGuideId: () => `gde_${made}`,
    claimGuide: async () => {},
    now: () => now,
    sent: batches,
    started,
  };
}

const send = (header: string | undefined = key, title = 'Save it', who = caller) =>
  importRecording(fakes, who, { recorder: { ...recorder, title } }, header);

test('without a key every request makes a guide', async () => {
  await importRecording(fakes, caller, { recorder });
  await importRecording(fakes, caller, { recorder });
  expect(fakes.started).toEqual(['rec_1', 'rec_2']);
});

test('the same key and body get the same answer, whatever became of the recording, and make one guide', async () => {
  const first = await send();
  expect(first).toMatchObject({ ok: true, value: { recordingId: 'rec_1', status: 'finalizing' } });
  const recording = fakes.recordings.all.get('rec_1');
  if (recording) fakes.recordings.all.set('rec_1', { ...recording, status: 'published' });
  expect(await send()).toEqual(first);
  expect(await send(key.slice(1, -1))).toEqual(first);
  expect([fakes.started, fakes.sent.length]).toEqual([['rec_1'], 1]);
});

test('the same key with another body is refused by its name', async () => {
  await send();
  expect(await send(key, 'Another')).toMatchObject({
    ok: false,
    reason: 'key-reused',
    detail: expect.stringContaining('8e03978e-40d5-43dd-bc93-6894a57f9324'),
  });
  expect(fakes.started).toEqual(['rec_1']);
});

test('another user’s key is his own', async () => {
  await send();
  expect(await send(key, 'Save it', stranger)).toMatchObject({ value: { recordingId: 'rec_2' } });
});

test.each(['', 'short', `"${'x'.repeat(65)}"`, 'white space here', '"unclosed-string', '"in"side-quotes"'])(
  'a key that is no key is named: %s',
  async (header) => {
    expect(await send(header)).toMatchObject({
      reason: 'invalid-request',
      errors: [{ pointer: 'header/Idempotency-Key' }],
    });
    expect(fakes.recordings.all.size).toBe(0);
  },
);

test('while the first request is under way the second waits', async () => {
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  fakes.batches.send = () => gate;
  const first = send();
  await expect.poll(() => fakes.recordings.all.size).toBe(1);
  expect(await send()).toMatchObject({ reason: 'import-under-way', retryAfter: 30 });
  goOn();
  expect(await send()).toEqual(await first);
});

test('a request that broke off before finalizing is taken over by a later one, and its recording is discarded', async () => {
  const sendBatch = fakes.batches.send;
  fakes.batches.send = () => Promise.reject(new Error('killed'));
  await expect(send()).rejects.toThrow('killed');
  fakes.batches.send = sendBatch;
  now += 31_000;
  const second = await send();
  expect(second).toMatchObject({ value: { recordingId: 'rec_2' } });
  expect(fakes.recordings.all.get('rec_1')?.status).toBe('discarded');
  expect(await send()).toEqual(second);
  expect(fakes.started).toEqual(['rec_2']);
  expect(fakes.recordings.events.map(({ action, resource }) => [action, resource.id])).toEqual([
    ['importRecording', 'rec_1'],
    ['discardRecording', 'rec_1'],
    ['importRecording', 'rec_2'],
    ['finalizeRecording', 'rec_2'],
  ]);
});

test('a request that broke off after finalizing is completed by the next one, whose workflow is the only one', async () => {
  const start = fakes.workflow.start;
  fakes.workflow.start = () => Promise.reject(new Error('killed'));
  await expect(send()).rejects.toThrow('killed');
  fakes.workflow.start = start;
  expect(await send()).toMatchObject({ ok: true, value: { recordingId: 'rec_1' } });
  expect(fakes.started).toEqual(['rec_1']);
});

test('of two requests that take a broken one over, one makes the guide', async () => {
  const sendBatch = fakes.batches.send;
  fakes.batches.send = () => Promise.reject(new Error('killed'));
  await expect(send()).rejects.toThrow('killed');
  fakes.batches.send = sendBatch;
  now += 31_000;
  const outcomes = await Promise.all([send(), send()]);
  const answered = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.recordingId] : []));
  expect(fakes.started).toHaveLength(1);
  expect([...new Set(answered)]).toEqual(fakes.started);
});
