import { expect, test } from 'vitest';
import type { SingleMessage } from '../messages.ts';
import { answerFrame, type FramePorts } from './frame-messages.ts';

const sender = { tab: { id: 1 }, frameId: 0 } as chrome.runtime.MessageSender;
const action: SingleMessage = {
  type: 'action',
  id: 'a',
  action: { at: 1, page: { url: 'https://example.org/', title: '' }, detail: { kind: 'hover' } },
};
const fields: SingleMessage = { type: 'masked-fields', names: ['pin'] };

/** A worker whose disk keeps actions at once, and the names of fields as told. */
function worker(rememberMaskedFields: () => Promise<void>): FramePorts {
  return {
    camera: { look: async () => undefined, changed: () => undefined },
    pictures: { begin: () => undefined },
    intake: { admit: async () => ({ ok: true, index: 4 }), rememberMaskedFields },
    current: () => ({ phase: 'recording', keepTyped: false }),
    policy: { mayRecord: () => true, version: '1', rules: { locked: false }, findIn: async () => [[]] },
    whereIs: async () => ({ page: undefined, frames: [] }),
  };
}

test('an action is acknowledged without waiting for what came with it', async () => {
  const busy = worker(() => new Promise<never>(() => undefined));
  const answers = await answerFrame(
    busy,
    { type: 'several', messages: [fields, action, { type: 'look' }] },
    sender,
  );
  expect(answers).toEqual([undefined, { ok: true, index: 4 }, undefined]);
});

test('what fails leaves the others their answers', async () => {
  const failing = worker(() => Promise.reject(new Error('the disk is full')));
  const answers = await answerFrame(failing, { type: 'several', messages: [fields, action] }, sender);
  expect(answers).toEqual([undefined, { ok: true, index: 4 }]);
});
