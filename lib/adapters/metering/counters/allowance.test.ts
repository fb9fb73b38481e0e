import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTables } from '../../../../test/fakes/tables.ts';
import { longestRecording, recordingAllowance } from '../../../domain/metering/recording-allowance.ts';
import { dynamoMonths } from './dynamo-months.ts';
import { dynamoPlaces } from './dynamo-places.ts';
import { dynamoRooms } from './dynamo-rooms.ts';

let started: Awaited<ReturnType<typeof startTables<'Counters'>>>;
beforeAll(async () => {
  started = await startTables({ Counters: { partition: 'pk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());

const march = Date.parse('2026-03-15T12:00:00Z');

function allowanceOf(plan: 'STARTER' | 'PROFESSIONAL' = 'STARTER') {
  const clock = { now: march };
  const { Counters } = started.tables;
  const places = dynamoPlaces(Counters, () => clock.now);
  const months = dynamoMonths(Counters);
  const rooms = dynamoRooms(Counters, () => clock.now);
  const find = async () => plan;
  const { take, takeImport, free, giveBack } = recordingAllowance({
    ...{ plans: { find }, places, months, rooms, now: () => clock.now },
  });
  const of = (tenantId: string, id: string) => ({
    ...{ tenantId, recordingId: id, guideId: id.replace('rec', 'gde') },
  });
  return {
    ...{ clock, places, months },
    take: (tenantId: string, id: string) => take(of(tenantId, id)),
    takeImport: (tenantId: string, id: string) => takeImport(of(tenantId, id)),
    free: (tenantId: string, id: string) => free(of(tenantId, id)),
    giveBack: (tenantId: string, id: string) => giveBack(of(tenantId, id)),
  };
}

const tooMany = { ok: false, reason: 'too-many-recordings' };

describe('recordings that run', () => {
  test('are as many as the plan says, and one more when one has ended', async () => {
    const allowance = allowanceOf();
    for (const id of ['rec_1', 'rec_2', 'rec_3'])
      expect(await allowance.take('tnt_1', id)).toEqual({ ok: true });
    expect(await allowance.take('tnt_1', 'rec_4')).toMatchObject(tooMany);
    expect(await allowance.take('tnt_other', 'rec_4')).toEqual({ ok: true });
    await allowance.free('tnt_1', 'rec_2');
    await allowance.free('tnt_1', 'rec_2');
    expect(await allowance.places.count('tnt_1')).toBe(2);
    expect(await allowance.take('tnt_1', 'rec_4')).toEqual({ ok: true });
    expect(await allowance.take('tnt_1', 'rec_5')).toMatchObject(tooMany);
  });

  test('keep their place when they are opened again', async () => {
    const allowance = allowanceOf();
    for (const id of ['rec_1', 'rec_2', 'rec_3']) await allowance.take('tnt_2', id);
    expect(await allowance.places.take('tnt_2', { id: 'rec_3', until: march + 1 }, 3)).toBe(true);
    expect(await allowance.places.count('tnt_2')).toBe(3);
  });

  test('that nobody ended give their place back after some hours', async () => {
    const allowance = allowanceOf();
    for (const id of ['rec_1', 'rec_2', 'rec_3']) await allowance.take('tnt_3', id);
    allowance.clock.now += longestRecording - 1;
    expect(await allowance.take('tnt_3', 'rec_4')).toMatchObject(tooMany);
    allowance.clock.now += 1;
    expect(await allowance.places.count('tnt_3')).toBe(0);
    expect(await allowance.take('tnt_3', 'rec_4')).toEqual({ ok: true });
  });

  test('are no more than the plan says when many begin at the same moment', async () => {
    const allowance = allowanceOf();
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, at) => allowance.take('tnt_4', `rec_${at}`)),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await allowance.places.count('tnt_4')).toBe(3);
    expect(await allowance.months.read('tnt_4', '2026-03')).toBe(3);
  });
});

describe('recordings of a month', () => {
  const filled = async (tenant: string, recordings: number) => {
    const Item = { pk: `MONTH#${tenant}#2026-03`, recordings };
    const { client, name } = started.tables.Counters;
    await client.send(new PutCommand({ TableName: name, Item }));
  };

  test('end with the plan’s number, for imports as well, and begin anew with the next month', async () => {
    const allowance = allowanceOf();
    await filled('tnt_5', 199);
    expect(await allowance.takeImport('tnt_5', 'rec_8')).toEqual({ ok: true });
    expect(await allowance.takeImport('tnt_5', 'rec_9')).toMatchObject({ reason: 'monthly-recordings' });
    expect(await allowance.take('tnt_5', 'rec_1')).toMatchObject({ reason: 'monthly-recordings' });
    expect(await allowance.places.count('tnt_5')).toBe(0);
    allowance.clock.now = Date.parse('2026-04-01T00:00:00Z');
    expect(await allowance.take('tnt_5', 'rec_1')).toEqual({ ok: true });
  });

  test('are more with a larger plan', async () => {
    await filled('tnt_6', 200);
    expect(await allowanceOf().take('tnt_6', 'rec_1')).toMatchObject({ ok: false });
    expect(await allowanceOf('PROFESSIONAL').take('tnt_6', 'rec_1')).toEqual({ ok: true });
  });

  test('do not count what came to nothing', async () => {
    const allowance = allowanceOf();
    await allowance.take('tnt_7', 'rec_1');
    await allowance.giveBack('tnt_7', 'rec_1');
    expect([await allowance.places.count('tnt_7'), await allowance.months.read('tnt_7', '2026-03')]).toEqual([
      0, 0,
    ]);
  });
});
