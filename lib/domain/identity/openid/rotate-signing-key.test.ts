import { expect, test } from 'vitest';
import { fakeRings } from '../../../../test/fakes/key-rings.ts';
import { rotateSigningKey } from './rotate-signing-key.ts';

const hour = 3_600_000;
const day = 24 * hour;

function ports() {
  const { rings, written } = fakeRings();
  const destroyed: string[] = [];
  let made = 0;
  let now = 1_767_225_600_000;
  return {
    rings,
    written,
    destroyed,
    now: () => now,
    pass: (time: number) => {
      now += time;
    },
    makers: {
      create: async () => {
        made += 1;
        const published = {
          kty: 'RSA',
          use: 'sig',
          alg: 'RS256',
          kid: `kid-${made}`,
          n: 'n',
          e: 'e',
        } as const;
        return { keyId: `key-${made}`, published };
      },
      destroy: async (keyId: string) => {
        destroyed.push(keyId);
      },
    },
  };
}

const states = async (all: ReturnType<typeof ports>) =>
  (await all.rings.read()).keys.map(({ keyId, state }) => `${keyId} ${state}`);

test('the first time there is a key that signs, and the one that will', async () => {
  const all = ports();
  await rotateSigningKey(all);
  expect(await states(all)).toEqual(['key-1 current', 'key-2 next']);
});

test('within its term nothing changes, however often it is asked', async () => {
  const all = ports();
  await rotateSigningKey(all);
  for (let i = 0; i < 89; i++) {
    all.pass(day);
    await rotateSigningKey(all);
  }
  expect(all.written()).toBe(1);
});

test('after ninety days the next key signs, and the one before stays published until its last token is over', async () => {
  const all = ports();
  await rotateSigningKey(all);
  all.pass(90 * day);
  await rotateSigningKey(all);
  expect(await states(all)).toEqual(['key-1 previous', 'key-2 current', 'key-3 next']);
  all.pass(2 * hour);
  await rotateSigningKey(all);
  expect(await states(all)).toEqual(['key-1 previous', 'key-2 current', 'key-3 next']);
  all.pass(hour);
  await rotateSigningKey(all);
  expect(await states(all)).toEqual(['key-1 retired', 'key-2 current', 'key-3 next']);
  expect(all.destroyed).toEqual([]);
  all.pass(day);
  await rotateSigningKey(all);
  expect(await states(all)).toEqual(['key-2 current', 'key-3 next']);
  expect(all.destroyed).toEqual(['key-1']);
});

test('no key signs before everybody who keeps published keys has had time to fetch it', async () => {
  const all = ports();
  await rotateSigningKey(all);
  await rotateSigningKey(all, { now: true });
  expect(await states(all)).toEqual(['key-1 current', 'key-2 next']);
  all.pass(3 * hour);
  await rotateSigningKey(all, { now: true });
  expect(await states(all)).toEqual(['key-1 previous', 'key-2 current', 'key-3 next']);
});

test('a compromised key counts no more at once, and the next one signs', async () => {
  const all = ports();
  await rotateSigningKey(all);
  all.pass(30 * day);
  await rotateSigningKey(all, { compromised: true });
  expect(await states(all)).toEqual(['key-1 retired', 'key-2 current', 'key-3 next']);
});

test('of two that rotate at the same moment one wins, and the keys of the other are given up', async () => {
  const all = ports();
  await Promise.all([rotateSigningKey(all), rotateSigningKey(all)]);
  const kept = (await all.rings.read()).keys.map(({ keyId }) => keyId);
  expect(kept).toHaveLength(2);
  expect(all.destroyed).toHaveLength(2);
  expect(all.destroyed.some((keyId) => kept.includes(keyId))).toBe(false);
});
