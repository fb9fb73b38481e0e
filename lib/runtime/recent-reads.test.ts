import { expect, test } from 'vitest';
import { recentReads } from './recent-reads.ts';

function counted(kept: number, most = 10) {
  let now = 0;
  let reads = 0;
  const read = recentReads(
    async (key) => {
      reads++;
      if (key === 'broken') throw new Error('broken');
      return `${key} ${reads}`;
    },
    { kept, most, now: () => now },
  );
  return { read, reads: () => reads, pass: (time: number) => (now += time) };
}

test('an answer is good for its time and not a moment longer', async () => {
  const { read, pass } = counted(100);
  expect(await read('a')).toBe('a 1');
  pass(99);
  expect(await read('a')).toBe('a 1');
  pass(1);
  expect(await read('a')).toBe('a 2');
});

test('those who ask at the same time share one question', async () => {
  const { read, reads } = counted(100);
  expect(await Promise.all([read('a'), read('a')])).toEqual(['a 1', 'a 1']);
  expect(reads()).toBe(1);
});

test('a failure is asked again', async () => {
  const { read, reads } = counted(100);
  await expect(read('broken')).rejects.toThrow('broken');
  await expect(read('broken')).rejects.toThrow('broken');
  expect(reads()).toBe(2);
});

test('there are never more answers than said', async () => {
  const { read, reads } = counted(100, 2);
  for (const key of ['a', 'b', 'c', 'a']) await read(key);
  expect(reads()).toBe(4);
});
