import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTables } from '../../../../test/fakes/tables.ts';
import { newIdentifier } from '../../../runtime/identifier.ts';
import { countedRooms } from './counted-rooms.ts';
import { dynamoRooms } from './dynamo-rooms.ts';
import { readRooms } from './rooms-item.ts';

let started: Awaited<ReturnType<typeof startTables<'Counters'>>>;
const clock = { now: 0 };
let tenant: string;
/** The database: guides, each there or deleted. */
let guides: Map<string, 'there' | 'deleted'>;

beforeAll(async () => {
  started = await startTables({ Counters: { partition: 'pk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());
beforeEach(() => {
  clock.now = Date.parse('2026-03-15T12:00:00Z');
  tenant = newIdentifier('tnt');
  guides = new Map();
});

const hour = 3_600_000;
const most = 3;
const rooms = () => dynamoRooms(started.tables.Counters, () => clock.now);
const there = () => [...guides.values()].filter((state) => state === 'there').length;
const count = async (_: string, named: readonly string[]) => ({
  ...{ guides: there(), there: named.filter((id) => guides.has(id)) },
});
const recount = () => countedRooms(started.tables.Counters, count, () => clock.now)(tenant);
const take = (id: string) => rooms().take(tenant, { id, until: clock.now + 4 * hour }, most);
const keep = (id: string) => rooms().keep(tenant, { id, until: clock.now + 360 * hour }, async () => most);
const free = (id: string) => rooms().free(tenant, id);
const taken = async () => (await readRooms(started.tables.Counters, tenant))?.taken ?? 0;

/** From beginning to end. */
async function make(id: string): Promise<boolean> {
  if (!(await take(id)) || !(await keep(id))) return false;
  guides.set(id, 'there');
  await rooms().made(tenant, id);
  return true;
}
async function remove(id: string) {
  guides.set(id, 'deleted');
  await recount();
}

test('as many guides are made as the plan has room for; a deleted one makes room for another', async () => {
  for (const id of ['gde_1', 'gde_2', 'gde_3']) expect(await make(id)).toBe(true);
  expect(await take('gde_4')).toBe(false);
  expect(await recount()).toBe(3);
  await remove('gde_2');
  expect(await make('gde_4')).toBe(true);
  expect(await take('gde_5')).toBe(false);
});

test('guides that are to be count as well, until their recording comes to nothing', async () => {
  for (const id of ['gde_1', 'gde_2', 'gde_3']) expect(await take(id)).toBe(true);
  expect([await take('gde_4'), await take('gde_1')]).toEqual([false, true]);
  for (let time = 0; time < 2; time++) await free('gde_1');
  expect(await taken()).toBe(2);
  expect([await take('gde_4'), await take('gde_5')]).toEqual([true, false]);
});

test('where there are more guides than the plan has room for those that began are made, and no other begins', async () => {
  await take('gde_1');
  for (let at = 0; at < 10; at++) guides.set(`gde_old${at}`, 'there');
  await recount();
  expect(await take('gde_2')).toBe(false);
  expect(await make('gde_1')).toBe(true);
});

describe('a recording that nobody finishes', () => {
  test('gives its room up after some hours, and takes one anew when it is finished after all', async () => {
    for (const id of ['gde_1', 'gde_2', 'gde_3']) await take(id);
    clock.now += 4 * hour;
    expect(await take('gde_4')).toBe(true);
    expect(await taken()).toBe(1);
    expect([await keep('gde_1'), await keep('gde_2'), await keep('gde_3')]).toEqual([true, true, false]);
    await free('gde_4');
    expect(await keep('gde_3')).toBe(true);
  });

  test('keeps its room while that is needed by nobody else', async () => {
    await take('gde_1');
    clock.now += 40 * hour;
    expect(await keep('gde_1')).toBe(true);
    expect(await taken()).toBe(1);
  });
});

describe('a guide that is being made', () => {
  test('keeps its room however long it takes, until it could not be gone on with any more', async () => {
    for (const id of ['gde_1', 'gde_2', 'gde_3']) await keep(id);
    clock.now += 300 * hour;
    expect(await take('gde_4')).toBe(false);
    await recount();
    expect(await take('gde_4')).toBe(false);
    clock.now += 61 * hour;
    await recount();
    expect(await take('gde_4')).toBe(true);
  });

  test('and whose recording was discarded gives its room back, unless it is there all the same', async () => {
    for (const id of ['gde_1', 'gde_2', 'gde_3']) await keep(id);
    guides.set('gde_1', 'there');
    for (const id of ['gde_1', 'gde_2']) await free(id);
    await recount();
    expect(await take('gde_4')).toBe(false);
    clock.now += 2 * hour;
    await recount();
    expect([await take('gde_4'), await take('gde_5')]).toEqual([true, false]);
  });

  test('is counted once, although nobody could note that it is there', async () => {
    for (const id of ['gde_1', 'gde_2']) await keep(id);
    guides.set('gde_1', 'there').set('gde_2', 'deleted');
    await recount();
    expect(await taken()).toBe(1);
    await rooms().made(tenant, 'gde_1');
    expect(await taken()).toBe(1);
  });
});

describe('many at the same moment', () => {
  /** Recordings begin, are finished, discarded and deleted, and are counted anew, all at once; gives the most there were. */
  async function scramble(make_: (id: string) => Promise<boolean>, recounting = recount) {
    let highest = 0;
    await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const id = `gde_${at}`;
        if (!(await make_(id))) return;
        highest = Math.max(highest, there());
        if (at % 3 === 0) guides.set(id, 'deleted');
        if (at % 2 === 0) await recounting();
      }),
    );
    return highest;
  }

  test('never make more guides than there is room for, and leave no room taken for nothing', async () => {
    expect(await scramble(make)).toBeLessThanOrEqual(most);
    await recount();
    expect(await taken()).toBe(there());
  });

  test('control: were guides only counted and no room taken, there would be more', async () => {
    // One more than there is room for has counted before the first of them is done recording.
    let counted = 0;
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const unheld = async (id: string) => {
      if ((await recount()) >= most) return false;
      counted += 1;
      if (counted > most) resolve();
      await enough;
      guides.set(id, 'there');
      return true;
    };
    expect(await scramble(unheld)).toBeGreaterThan(most);
  });
});

test('what was taken or made while it was counted is not lost', async () => {
  await make('gde_0');
  let meanwhile: (() => Promise<unknown>) | undefined = async () => {
    await take('gde_1');
    await make('gde_2');
  };
  const slow = countedRooms(
    started.tables.Counters,
    async (of, named) => {
      const counted = await count(of, named);
      const now = meanwhile;
      meanwhile = undefined;
      await now?.();
      return counted;
    },
    () => clock.now,
  );
  guides.set('gde_0', 'deleted');
  expect(await slow(tenant)).toBe(1);
  expect(await taken()).toBe(2);
});
