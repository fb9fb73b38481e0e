import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTables } from '../../../test/fakes/tables.ts';
import { type Circuits, circuitSettings } from '../../domain/ai/gateway/circuit.ts';
import type { Table } from '../../runtime/document-client.ts';
import { circuitKey } from './circuit-item.ts';
import { dynamoCircuits } from './dynamo-circuits.ts';

let started: Awaited<ReturnType<typeof startTables<'Calls'>>>;
beforeAll(async () => {
  started = await startTables({ Calls: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());

const { window, rest, probe, fewestCalls } = circuitSettings;
/** The beginning of a window. */
const start = window * 14_000_000;
const circuits = () => dynamoCircuits(started.tables.Calls);

async function calls(of: Circuits, model: string, outcomes: readonly ('answered' | 'failed')[], now = start) {
  const changes = [];
  for (const outcome of outcomes)
    changes.push(await of.report(model, await of.admit(model, now), outcome, now));
  return changes.filter(Boolean);
}
const failures = (number: number) => Array<'failed'>(number).fill('failed');
async function opened(model: string): Promise<Circuits> {
  const of = circuits();
  await calls(of, model, failures(fewestCalls));
  return of;
}

describe('a closed circuit', () => {
  test('opens at half of the calls, once, and to all', async () => {
    expect(await calls(circuits(), 'half', ['answered', 'failed', 'answered', 'failed'])).toEqual(['opened']);
    expect(await circuits().admit('half', start)).toEqual({ kind: 'open' });
    expect(await circuits().admit('another', start)).toMatchObject({ kind: 'closed' });
  });

  test.each([
    ['with less than half', ['failed', 'answered', 'answered', 'answered', 'failed'] as const],
    ['of too few', failures(fewestCalls - 1)],
  ])('stays closed %s', async (name, outcomes) => {
    expect(await calls(circuits(), `stays ${name}`, outcomes)).toEqual([]);
    expect(await circuits().admit(`stays ${name}`, start)).toMatchObject({ kind: 'closed' });
  });

  test('forgets the failures of a window that is over', async () => {
    await calls(circuits(), 'windows', failures(fewestCalls - 1));
    await calls(circuits(), 'windows', failures(fewestCalls - 1), start + window);
    expect(await circuits().admit('windows', start + window)).toMatchObject({ kind: 'closed' });
  });

  test('counts every call of many workers at once, and is opened by one of them', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        const own = circuits();
        const admission = await own.admit('many', start);
        return own.report('many', admission, at < 3 ? 'answered' : 'failed', start);
      }),
    );
    expect(outcomes.filter((change) => change === 'opened')).toHaveLength(1);
  });

  test('makes nothing of what says nothing', async () => {
    const of = circuits();
    for (let i = 0; i < 10; i++)
      await of.report('unknown', await of.admit('unknown', start), 'unknown', start);
    expect(await of.admit('unknown', start)).toMatchObject({ kind: 'closed' });
  });
});

describe('an open circuit', () => {
  test('lets nobody through before its rest is over', async () => {
    const of = await opened('rests');
    expect(await of.admit('rests', start + rest - 1)).toEqual({ kind: 'open' });
    expect(await of.admit('rests', start + rest)).toMatchObject({ kind: 'probe' });
  });

  test('is closed by a probe that is answered, and counts anew', async () => {
    const of = await opened('closes');
    const later = start + rest;
    expect(await of.report('closes', await of.admit('closes', later), 'answered', later)).toBe('closed');
    expect(await calls(of, 'closes', failures(fewestCalls - 1), later)).toEqual([]);
    expect(await of.admit('closes', later)).toMatchObject({ kind: 'closed' });
  });

  test('rests anew after a probe that failed', async () => {
    const of = await opened('fails');
    const later = start + rest;
    await of.report('fails', await of.admit('fails', later), 'failed', later);
    expect(await of.admit('fails', later + rest - 1)).toEqual({ kind: 'open' });
    expect(await of.admit('fails', later + rest)).toMatchObject({ kind: 'probe' });
  });

  test('lets the next probe out where the last one came to nothing', async () => {
    const of = await opened('nothing');
    await of.report('nothing', await of.admit('nothing', start + rest), 'unknown', start + rest);
    expect(await of.admit('nothing', start + rest)).toMatchObject({ kind: 'probe' });
  });

  test('gives up a probe that nobody heard of again; what it tells too late counts no more', async () => {
    const of = await opened('lost');
    const lost = await of.admit('lost', start + rest);
    expect(await of.admit('lost', start + rest + probe - 1)).toEqual({ kind: 'open' });
    const next = await of.admit('lost', start + rest + probe);
    expect(next).toMatchObject({ kind: 'probe' });
    expect(await of.report('lost', lost, 'answered', start + rest + probe)).toBeUndefined();
    expect(await of.admit('lost', start + rest + probe + 1)).toEqual({ kind: 'open' });
    expect(await of.report('lost', next, 'answered', start + rest + probe + 1)).toBe('closed');
  });

  test('is not opened anew by calls from before it opened', async () => {
    const of = circuits();
    const early = await Promise.all(failures(6).map(() => of.admit('early', start)));
    await calls(of, 'early', failures(fewestCalls));
    await of.report('early', await of.admit('early', start + rest), 'answered', start + rest);
    for (const admission of early) await of.report('early', admission, 'failed', start + rest);
    expect(await of.admit('early', start + rest)).toMatchObject({ kind: 'closed' });
  });
});

describe('twenty workers that find a circuit half-open', () => {
  const probes = async (workers: () => Circuits, model: string) => {
    const admitted = await Promise.all(
      Array.from({ length: 20 }, () => workers().admit(model, start + rest + 1)),
    );
    return admitted.filter(({ kind }) => kind === 'probe').length;
  };

  test('send one probe, round after round', async () => {
    const of = await opened('one');
    for (let round = 1; round <= 3; round++) {
      expect(await probes(circuits, 'one')).toBe(1);
      const { Item } = await started.tables.Calls.client.send(
        new GetCommand({ TableName: 'Calls', Key: circuitKey('one') }),
      );
      const { generation, probe: name } = Item as { generation: number; probe: string };
      await of.report('one', { kind: 'probe', generation, probe: name }, 'unknown', start + rest);
    }
  });

  test('control: without the condition several of them do', async () => {
    await opened('several');
    expect(await probes(() => unconditional(started.tables.Calls), 'several')).toBeGreaterThan(1);
  });
});

/** Looks whether a probe is out, and then sends one: as one should not. */
function unconditional({ client, name: TableName }: Table): Circuits {
  return {
    ...circuits(),
    admit: async (model, now) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: circuitKey(model) }));
      if (Item?.probeUntil > now) return { kind: 'open' };
      await client.send(new PutCommand({ TableName, Item: { ...Item, probeUntil: now + probe } as never }));
      return { kind: 'probe', generation: 1, probe: 'mine' };
    },
  };
}
