import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoKnownPlaces } from '../../lib/adapters/identity/openid/dynamo-known-places.ts';
import { checkCredentials } from '../../lib/domain/identity/openid/check-credentials.ts';
import { account } from '../fakes/accounts.ts';
import { startTables } from '../fakes/tables.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const now = 1_767_225_600_000;
let verifications = 0;
const owner = account();
const people = [owner];

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
const waits = { ok: false, reason: 'too-many-attempts', retryAfter: expect.any(Number) };

test('ten thousand guesses are slowed to a trickle, and the owner comes in meanwhile', async () => {
  const home = '203.0.113.200';
  expect(await attempt('ada@example.com', 'right', home, 'her laptop')).toEqual(entered);
  const before = verifications;
  const guesses = 10_000;
  let judged = 0;
  let owners = 0;
  for (let i = 0; i < guesses; i += 100) {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, j) => {
        const nth = i + j;
        // Nine in ten for the owner's account, the others for anybody's, from two thousand addresses.
        const email = nth % 10 === 0 ? `someone${nth}@example.com` : 'ada@example.com';
        const address = `10.0.${(nth % 2_000) >> 8}.${nth % 250}`;
        return attempt(email, `guess ${nth}`, address, `made up ${nth}`, `100.64.0.${nth % 50}`);
      }),
    );
    judged += outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'wrong-credentials').length;
    if (i % 1_000 !== 0) continue;
    // From her device wherever she is, and from where she signed in before with a browser that is new.
    expect(await attempt('ada@example.com', 'right', '192.0.2.250', 'her laptop')).toEqual(entered);
    expect(await attempt('ada@example.com', 'right', home, undefined)).toEqual(entered);
    owners += 2;
  }
  // One in ten was for other accounts, each of which has its own counter.
  expect(judged).toBe(guesses / 10 + 20);
  expect(verifications - before).toBe(judged + owners);
  expect(await attempt('ada@example.com', 'right', '192.0.2.251', 'another device')).toEqual(waits);
});
