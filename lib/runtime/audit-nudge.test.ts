import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { answerHere } from '../../test/fakes/sdk-client.ts';
import { auditNudge, thenNudge } from './audit-nudge.ts';

function queue(fails = false) {
  const sent: unknown[] = [];
  const client = new SQSClient();
  answerHere(client, async (input) => {
    if (fails) throw new Error('SlowDown');
    if ('MessageBody' in input) sent.push(JSON.parse(String(input.MessageBody)));
    return { $metadata: {} };
  });
  return { sent, nudge: auditNudge('https://sqs.example/nudges', client) };
}

test('a nudge names the outbox that holds something', async () => {
  const { sent, nudge } = queue();
  await nudge();
  await nudge('database');
  expect(sent).toEqual([{ outbox: 'tables' }, { outbox: 'database' }]);
});

test('that a nudge fails is no harm: the schedule follows', async () => {
  await expect(queue(true).nudge()).resolves.toBeUndefined();
});

test('what was done is nudged about when it has ended, also badly', async () => {
  const { sent, nudge } = queue();
  expect(await thenNudge(nudge, async (n: number) => n + 1, 'tables', 'database')(1)).toBe(2);
  expect(sent).toHaveLength(2);
  const failing = thenNudge(nudge, () => Promise.reject(new Error('halfway')));
  await expect(failing(undefined)).rejects.toThrow('halfway');
  expect(sent).toHaveLength(3);
});
