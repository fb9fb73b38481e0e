import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeIssuer } from '../../../../test/fakes/access-tokens.ts';
import { startTables } from '../../../../test/fakes/tables.ts';
import type { KeyRing, SigningKey } from '../../../domain/identity/openid/signing-keys.ts';
import { dynamoKeyRings } from './dynamo-key-rings.ts';
import { verificationKeys } from './verification-keys.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const key = (state: SigningKey['state']): SigningKey => {
  const { published } = fakeIssuer('https://guides.example/oidc');
  return { keyId: published.kid, published, state, since: 1 };
};

test('a ring is empty at first, and replaced only by whoever read it last', async () => {
  const rings = dynamoKeyRings(started.tables.Identity);
  const empty = await rings.read();
  expect(empty).toEqual({ version: 0, keys: [] });
  const keys = [key('current'), key('next')];
  expect(await rings.replace(empty, keys)).toBe(true);
  expect(await rings.read()).toEqual({ version: 1, keys });
  expect(await rings.replace(empty, [])).toBe(false);
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => rings.replace({ version: 1, keys }, [key('current')])),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
});

function readRing(first: KeyRing) {
  let ring: KeyRing | Error = first;
  let reads = 0;
  return {
    set: (next: KeyRing | Error) => {
      ring = next;
    },
    reads: () => reads,
    rings: {
      async read() {
        reads += 1;
        if (ring instanceof Error) throw ring;
        return ring;
      },
    },
  };
}

test('published keys are found, and one that was withdrawn no more after half a minute', async () => {
  const [current, next] = [key('current'), key('next')];
  const source = readRing({ version: 1, keys: [current, next] });
  let now = 0;
  const keys = verificationKeys(source.rings, () => now);
  const find = ({ published }: SigningKey) => keys.find(published.kid);
  expect(await Promise.all([find(current), find(next), keys.find('unknown')])).toEqual([
    current.published,
    next.published,
    undefined,
  ]);
  expect(source.reads()).toBe(1);
  source.set({
    version: 2,
    keys: [
      { ...current, state: 'retired' },
      { ...next, state: 'current' },
    ],
  });
  now = 29_000;
  expect(await find(current)).toEqual(current.published);
  now = 30_000;
  expect(await find(current)).toBeUndefined();
  expect(await find(next)).toEqual(next.published);
});

test('keys that cannot be read again hold on; ones that never were read are a fault', async () => {
  const current = key('current');
  const source = readRing({ version: 1, keys: [current] });
  let now = 0;
  const keys = verificationKeys(source.rings, () => now);
  await keys.find(current.published.kid);
  source.set(new Error('no table'));
  now = 60_000;
  expect(await keys.find(current.published.kid)).toEqual(current.published);
  await expect(verificationKeys(source.rings).find('any')).rejects.toThrow('no table');
});
