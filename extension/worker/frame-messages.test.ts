import { expect, test } from 'vitest';
import type { SingleMessage } from '../messages.ts';
import { answerFrame } from './frame-messages.ts';
import type { Worker } from './worker.ts';

const sender = { tab: { id: 1 }, frameId: 0 } as chrome.runtime.MessageSender;
const action = { type: 'action', id: 'a', action: {} } as unknown as SingleMessage;
const fields: SingleMessage = { type: 'masked-fields', names: ['pin'] };

/** A worker whose disk keeps actions at once and is busy with the rest for ever. */
function busyWorker(): Worker {
  const never = new Promise<never>(() => undefined);
  return {
    intake: { admit: async () => ({ ok: true, index: 4 }) },
    store: { transaction: () => ({ store: { get: () => never } }) },
    current: () => ({ recordingId: 'rec_1', maskedFieldNames: [] }),
  } as unknown as Worker;
}

test('an action is acknowledged without waiting for what came with it', async () => {
  const answers = await answerFrame(
    busyWorker(),
    { type: 'several', messages: [fields, action, { type: 'look' }] },
    sender,
  );
  expect(answers).toEqual([undefined, { ok: true, index: 4 }, undefined]);
});

test('what fails leaves the others their answers', async () => {
  const worker = busyWorker();
  const failing = { ...worker, store: undefined } as never;
  const answers = await answerFrame(failing, { type: 'several', messages: [fields, action] }, sender);
  expect(answers).toEqual([undefined, { ok: true, index: 4 }]);
});
