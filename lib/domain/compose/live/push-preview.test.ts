import { expect, test } from 'vitest';
import { fakeCompose, fakeRecording } from '../../../../test/fakes/compose-ports.ts';
import { deliver, recordedActions, sealAll, sealBatch } from '../../../../test/fakes/recorded-batches.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { announceStatus } from './announce-status.ts';
import { composeDeliveries } from './compose-deliveries.ts';
import { stepMessages } from './push-preview.ts';

const { recordingId, tenantId, guideId } = fakeRecording();

function step(index: number, more: Partial<Step> = {}): Step {
  return {
    id: `stp_${index}`,
    kind: 'click',
    title: `Step ${index}`,
    page: { url: 'https://a.example', title: 'A' },
    tab: 1,
    at: index,
    actions: { first: index, last: index },
    ...more,
  };
}

test('whoever watches sees steps as they change, and which are none any more', async () => {
  const ports = fakeCompose();
  ports.watchers.add('one').add('two');
  const [first = new Uint8Array()] = sealAll(recordedActions(3), 3);
  await composeDeliveries(ports, [deliver(first)]);
  expect(ports.sent.map(({ connectionId }) => connectionId).sort()).toEqual(['one', 'two']);
  expect(ports.sent[0]?.message).toMatchObject({
    type: 'steps',
    recordingId,
    composedSequence: 1,
    removed: [],
  });

  ports.sent.length = 0;
  const removal = { ...recordedActions(8)[7], index: 3, detail: { kind: 'remove-step', stepId: 'stp_0' } };
  await composeDeliveries(ports, [deliver(sealBatch(2, [removal as never]))]);
  expect(ports.sent[0]?.message).toMatchObject({ composedSequence: 2, removed: ['stp_0'] });
});

test('a socket that is gone is forgotten, one that fails is only reported, and the batch stands', async () => {
  const ports = fakeCompose();
  ports.watchers.add('gone').add('broken');
  ports.gone.add('gone');
  const { send } = ports.sockets;
  const broken = {
    ...ports,
    sockets: {
      send: async (id: string, message: Parameters<typeof send>[1]) => {
        if (id === 'broken') throw new Error('reset');
        return send(id, message);
      },
    },
  };
  const [frame = new Uint8Array()] = sealAll(recordedActions(3), 3);
  expect(await composeDeliveries(broken, [deliver(frame)])).toEqual(new Set());
  expect([...ports.watchers]).toEqual(['broken']);
  expect((await ports.live.progress(recordingId))?.composedSequence).toBe(1);
});

test('no message is larger than a frame, none of the steps is left out, pictures are the first to go', () => {
  const picture = 'A'.repeat(16_000);
  const selectors = Array.from({ length: 12 }, () => ['x'.repeat(2_000)]);
  const target = {
    role: 'button',
    name: 'B',
    nameSource: 'content' as const,
    tag: 'b',
    surroundings: [],
    selectors,
  };
  const steps = [
    ...Array.from({ length: 20 }, (_, i) => step(i, { thumbnail: picture })),
    step(20, { thumbnail: picture, target }),
    ...Array.from({ length: 300 }, (_, i) => step(21 + i)),
  ];
  const records = steps.map((one) => ({ id: one.id, revision: 1, step: one }));
  const messages = stepMessages(recordingId, 9, [...records, { id: 'stp_999', revision: 1 }]);
  for (const message of messages)
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(32 * 1024);
  const changed = messages.flatMap((message) => (message.type === 'steps' ? message.changed : []));
  expect(changed.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
  expect(changed[0]?.thumbnail).toBe(picture);
  expect(changed[20]?.thumbnail).toBeUndefined();
  expect(messages.flatMap((message) => (message.type === 'steps' ? message.removed : []))).toEqual([
    'stp_999',
  ]);
});

test.each([
  ['GuidePublished', 'finalizing', 'published'],
  ['GuidePublished', 'failed', 'published'],
  ['GuideBlocked', 'finalizing', 'blocked'],
  ['GuidePublished', 'blocked', 'published'],
  ['GuideFailed', 'failed', 'failed'],
] as const)('%s reaches a recording that is %s, and whoever watches it', async (event, before, status) => {
  const ports = fakeCompose([fakeRecording({ status: before })]);
  ports.watchers.add('one');
  await announceStatus(ports, { tenantId, recordingId, guideId }, event);
  expect(ports.known.get(recordingId)?.status).toBe(status);
  expect(ports.sent).toEqual([
    { connectionId: 'one', message: { type: 'status', recordingId, status, guideId } },
  ]);
});

test('other events pass by', async () => {
  const ports = fakeCompose();
  await announceStatus(ports, { tenantId, recordingId, guideId }, 'GuideDeleted');
  expect(ports.known.get(recordingId)?.status).toBe('recording');
});

test.each(['published', 'finalizing', 'discarded'] as const)(
  'a failure that is told when the recording is %s already changes nothing, and nobody hears of it',
  async (status) => {
    const ports = fakeCompose([fakeRecording({ status })]);
    ports.watchers.add('one');
    await announceStatus(ports, { tenantId, recordingId, guideId }, 'GuideFailed');
    expect(ports.known.get(recordingId)?.status).toBe(status);
    expect(ports.sent).toEqual([]);
  },
);
