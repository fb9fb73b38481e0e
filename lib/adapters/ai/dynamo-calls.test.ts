import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../../test/fakes/tables.ts';
import type { BegunCall } from '../../domain/ai/gateway/call-records.ts';
import { readCost } from '../../domain/ai/read-cost.ts';
import { dynamoAnswers } from './dynamo-answers.ts';
import { dynamoBudgets } from './dynamo-budgets.ts';
import { dynamoCalls } from './dynamo-calls.ts';
import { dynamoPaces } from './dynamo-paces.ts';

let started: Awaited<ReturnType<typeof startTables<'Calls'>>>;
beforeAll(async () => {
  started = await startTables({ Calls: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());

const call = (callId: string, changes: Partial<BegunCall> = {}): BegunCall => ({
  callId,
  tenantId: 'tnt_1',
  guideId: 'gde_1',
  task: 'title-steps',
  promptVersion: 'title-steps@1',
  provider: 'bedrock',
  model: 'amazon.nova-micro-v1:0',
  reserved: 2_000,
  at: Date.parse('2026-03-01T10:00:00Z'),
  ...changes,
});
const owner = { tenantId: 'tnt_1', guideId: 'gde_1' };

test('a guide’s cost is the sum of its calls, and a call whose end nobody heard stands apart', async () => {
  const calls = dynamoCalls(started.tables.Calls);
  for (const callId of ['a', 'b', 'c']) await calls.begin(call(callId));
  await calls.begin(call('other', { guideId: 'gde_2' }));
  await calls.begin(call('stranger', { tenantId: 'tnt_2' }));
  await calls.settle(call('a'), { input: 1_000, output: 50 }, 42_000);
  await calls.settle(call('b'), { input: 10, output: 5 }, 1_050);
  expect(await readCost({ calls }, owner)).toMatchObject({
    input: 1_010,
    output: 55,
    nanodollars: 43_050,
    open: { calls: 1, atMost: 2_000, charged: 2_000 },
  });
});

test('a call that came to an end of ours is charged at an estimate until its provider tells, and stays open', async () => {
  const calls = dynamoCalls(started.tables.Calls);
  const guide = { guideId: 'gde_4' };
  for (const callId of ['given-up', 'told']) await calls.begin(call(callId, guide));
  await calls.settle(call('told', guide), { input: 10, output: 5 }, 1_050);
  for (const callId of ['given-up', 'told', 'never']) await calls.estimate(call(callId, guide), 700);
  const cost = await readCost({ calls }, { ...owner, ...guide });
  expect(cost).toMatchObject({ input: 10, output: 5, open: { calls: 1, atMost: 2_000, charged: 700 } });
  expect(cost.calls.map(({ callId, estimated }) => [callId, estimated])).toEqual([
    ['given-up', 700],
    ['told', undefined],
  ]);
});

test('a model’s pace is of one task, and the last that was told', async () => {
  const paces = dynamoPaces(started.tables.Calls);
  const at = Date.parse('2026-03-01T10:00:00Z');
  for (const milliseconds of [900, 1_200]) await paces.keep('m', 'title-steps', { milliseconds, at });
  expect(await paces.find('m', 'title-steps')).toEqual({ milliseconds: 1_200, at });
  expect(await paces.find('m', 'describe-guide')).toBeUndefined();
  expect(await paces.find('n', 'title-steps')).toBeUndefined();
});

test('what is told again changes nothing, and nothing is told of what never began', async () => {
  const calls = dynamoCalls(started.tables.Calls);
  await calls.begin(call('twice', { guideId: 'gde_3' }));
  for (const input of [7, 8])
    await calls.settle(call('twice', { guideId: 'gde_3' }), { input, output: 1 }, input);
  await calls.settle(call('never', { guideId: 'gde_3' }), { input: 1, output: 1 }, 1);
  const cost = await readCost({ calls }, { tenantId: 'tnt_1', guideId: 'gde_3' });
  expect([cost.calls.length, cost.input]).toEqual([1, 7]);
});

test('a month’s tokens are given out to the last, however many ask at once', async () => {
  const budgets = dynamoBudgets(started.tables.Calls);
  const taken = await Promise.all(
    Array.from({ length: 30 }, () => budgets.reserve('tnt_1', '2026-03', 100, 1_050)),
  );
  expect(taken.filter(Boolean)).toHaveLength(10);
  await budgets.giveBack('tnt_1', '2026-03', 70);
  expect(await budgets.reserve('tnt_1', '2026-03', 121, 1_050)).toBe(false);
  expect(await budgets.reserve('tnt_1', '2026-03', 120, 1_050)).toBe(true);
  expect(await budgets.reserve('tnt_1', '2026-04', 1_050, 1_050)).toBe(true);
  expect(await budgets.reserve('tnt_2', '2026-03', 1_051, 1_050)).toBe(false);
});

test('an answer is kept for a month, for its tenant alone', async () => {
  const answers = dynamoAnswers(started.tables.Calls);
  await answers.keep('tnt_1', 'hash', { titles: [{ id: 'stp_0', title: 'Click **Save**' }] });
  expect(await answers.find('tnt_1', 'hash')).toEqual({
    titles: [{ id: 'stp_0', title: 'Click **Save**' }],
  });
  expect(await answers.find('tnt_2', 'hash')).toBeUndefined();
  const { client, name } = started.tables.Calls;
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { pk: 'ANSWER#tnt_1#hash', sk: 'ANSWER' } }),
  );
  expect(Number(Item?.expiresAt) - Date.now() / 1_000).toBeCloseTo(30 * 24 * 3_600, -2);
});
