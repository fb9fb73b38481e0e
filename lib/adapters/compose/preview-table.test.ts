import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../../test/fakes/tables.ts';
import { connectPreview } from '../../domain/compose/live/preview-tickets.ts';
import { dynamoConnections } from './dynamo-connections.ts';
import { dynamoTickets } from './dynamo-tickets.ts';

let started: Awaited<ReturnType<typeof startTables<'Connection'>>>;

beforeAll(async () => {
  started = await startTables({
    Connection: {
      partition: 'recordingId',
      sort: 'connectionId',
      indexes: { byConnection: { partition: 'connectionId' } },
    },
  });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

function ports(now = 0) {
  const table = started.tables.Connection;
  return { tickets: dynamoTickets(table), connections: dynamoConnections(table), now: () => now };
}

test('a ticket lets one socket watch its recording, whoever else holds it', async () => {
  const { tickets, connections } = ports();
  const ticket = await tickets.issue('rec_1', 60_000);
  const outcomes = await Promise.all(['a', 'b', 'c'].map((id) => connectPreview(ports(), id, ticket)));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await connections.list('rec_1')).toHaveLength(1);
});

test('an expired, an unknown and a missing ticket let nobody in', async () => {
  const ticket = await ports().tickets.issue('rec_2', 60_000);
  expect(await connectPreview(ports(60_000), 'a', ticket)).toBe(false);
  expect(await connectPreview(ports(), 'a', 'guess')).toBe(false);
  expect(await connectPreview(ports(), 'a', undefined)).toBe(false);
  expect(await ports().connections.list('rec_2')).toEqual([]);
});

test('a closed socket watches nothing any more', async () => {
  const { connections } = ports();
  await connections.add('rec_3', 'x', 60_000);
  await connections.add('rec_3', 'y', 60_000);
  await connections.removeEverywhere('x');
  expect(await connections.list('rec_3')).toEqual(['y']);
});
