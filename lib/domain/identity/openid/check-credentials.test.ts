import { afterAll, beforeAll, expect, test } from 'vitest';
import { account } from '../../../../test/fakes/accounts.ts';
import { startTables } from '../../../../test/fakes/tables.ts';
import { dynamoAttempts } from '../../../adapters/identity/dynamo-attempts.ts';
import { dynamoKnownPlaces } from '../../../adapters/identity/openid/dynamo-known-places.ts';
import { checkCredentials } from './check-credentials.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

let now = 1_767_225_600_000;
let verifications = 0;
const owner = account();
const people = [owner, account({ userId: 'usr_bob', email: 'bob@example.com' })];

function ports() {
  const table = started.tables.Identity;
  return {
    accounts: {
      findByEmail: async (email: string) => people.find((person) => person.email === email),
      findByUserId: async (userId: string) => people.find((person) => person.userId === userId),
    },
    passwords: {
      hash: async (password: string) => `hash of ${password}`,
      verify: async (password: string, hash: string | undefined) => {
        verifications += 1;
        return hash === `hash of ${password}`;
      },
    },
    attempts: dynamoAttempts(table),
    places: dynamoKnownPlaces(table),
    now: () => now,
  };
}

const attempt = (email: string, password: string, viewer: string, device?: string, peer = viewer) =>
  checkCredentials(ports(), { email, password, sender: { peer, viewer }, device });
const entered = { ok: true, value: owner };
const wrong = { ok: false, reason: 'wrong-credentials' };
const waits = { ok: false, reason: 'too-many-attempts', retryAfter: expect.any(Number) };

test('the e-mail may be written in any case', async () => {
  expect(await attempt(' Ada@Example.COM ', 'right', '192.0.2.1')).toEqual(entered);
});

test('an unknown e-mail and a wrong password get the same answer after the same work', async () => {
  const before = verifications;
  expect(await attempt('ada@example.com', 'wrong', '192.0.2.2')).toEqual(wrong);
  expect(await attempt('nobody@example.com', 'wrong', '192.0.2.2')).toEqual(wrong);
  expect(verifications - before).toBe(2);
});

test('after twenty failures strangers have to wait, with the right password too, and then no longer', async () => {
  now += 301_000;
  for (let i = 0; i < 25; i++)
    expect(await attempt('bob@example.com', 'right', '198.51.100.1', `device ${i}`)).toMatchObject({
      ok: true,
    });
  for (let i = 0; i < 20; i++)
    expect(await attempt('bob@example.com', `guess ${i}`, `192.0.2.${i + 10}`)).toEqual(wrong);
  expect(await attempt('bob@example.com', 'right', '192.0.2.99')).toEqual(waits);
  now += 301_000;
  expect(await attempt('bob@example.com', 'right', '192.0.2.99')).toMatchObject({ ok: true });
});

test('one viewer of the edge who guesses does not keep the others of the same server out', async () => {
  now += 301_000;
  const edge = '198.51.100.7';
  await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      attempt(`guess${i}@example.com`, 'x', '203.0.113.1', undefined, edge),
    ),
  );
  expect(await attempt('new@example.com', 'x', '203.0.113.1', undefined, edge)).toEqual(waits);
  expect(await attempt('new@example.com', 'x', '203.0.113.2', undefined, edge)).toEqual(wrong);
});

test('whoever guesses beside the owner, at the same address, does not keep out her device', async () => {
  now += 301_000;
  const office = '203.0.113.220';
  await attempt('ada@example.com', 'right', office, 'her laptop');
  for (let i = 0; i < 20; i++) await attempt('ada@example.com', `guess ${i}`, office, `made up ${i}`);
  expect(await attempt('ada@example.com', 'right', office, 'made up')).toEqual(waits);
  expect(await attempt('ada@example.com', 'right', office, 'her laptop')).toEqual(entered);
});

test('a known device that was stolen is slowed as everybody else', async () => {
  now += 301_000;
  await attempt('ada@example.com', 'right', '203.0.113.230', 'stolen');
  for (let i = 0; i < 20; i++)
    expect(await attempt('ada@example.com', `guess ${i}`, `192.0.2.${i}`, 'stolen')).toEqual(wrong);
  expect(await attempt('ada@example.com', 'guess', '192.0.2.77', 'stolen')).toEqual(waits);
});
