import { beforeEach, expect, test } from 'vitest';
import { httpEvent } from '../../../../test/fakes/http-event.ts';
import { edgeProofHeader } from '../../../contracts/api/edge-proof.ts';
import { edgeSenders } from './edge-senders.ts';

const peer = '192.0.2.1';
const claimed = '203.0.113.9';
let secrets: readonly string[];
let reads: number;
let broken: boolean;
let now: number;
let senders: ReturnType<typeof edgeSenders>;
beforeEach(() => {
  [secrets, reads, broken, now] = [['present', 'before'], 0, false, 0];
  senders = edgeSenders(
    async () => {
      reads += 1;
      if (broken) throw new Error('out of reach');
      return secrets;
    },
    () => now,
  );
});

const viewerOf = async (proof?: string) => {
  const headers = {
    'x-forwarded-for': `${claimed}, ${peer}`,
    ...(proof === undefined ? {} : { [edgeProofHeader]: proof }),
  };
  return (await senders(httpEvent({ headers }))).viewer;
};

test('who shows the secret, or the one before it, is believed whom it speaks for; nobody else is', async () => {
  expect(await viewerOf('present')).toBe(claimed);
  expect(await viewerOf('before')).toBe(claimed);
  for (const proof of [undefined, '', 'presen', 'present ', 'Present', 'present,present', 'x'.repeat(10_000)])
    expect(await viewerOf(proof), proof).toBe(peer);
});

test('the secret is read once in five minutes, and not for those who show none', async () => {
  await viewerOf();
  expect(reads).toBe(0);
  await viewerOf('present');
  await viewerOf('guess');
  expect(reads).toBe(1);
  now += 300_000;
  secrets = ['next', 'present'];
  expect(await viewerOf('next')).toBe(claimed);
  expect(await viewerOf('before')).toBe(peer);
  expect(reads).toBe(2);
});

test('while it cannot be read what is known holds on, and without knowing nobody is answered', async () => {
  broken = true;
  await expect(viewerOf('present')).rejects.toThrow('out of reach');
  broken = false;
  await viewerOf('present');
  broken = true;
  now += 300_000;
  expect(await viewerOf('present')).toBe(claimed);
  expect(await viewerOf('guess')).toBe(peer);
});
