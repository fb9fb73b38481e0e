import { expect, test } from 'vitest';
import { lineAt } from '../../../../test/fakes/read-words.ts';
import type { Raster } from './raster.ts';
import type { WordLine } from './read-words.ts';
import { redactPicture } from './redact-picture.ts';
import { standardPolicy } from './standard-policy.ts';

const mask = [0x29, 0x2e, 0x36];
const white = (): Raster => ({ width: 800, height: 200, pixels: new Uint8Array(800 * 200 * 3).fill(255) });
const at = ({ width, pixels }: Raster, x: number, y: number) => [
  ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const secret = lineAt(100, 40, '4929645727989263');

/** Gives one answer after the other, then no lines any more. */
function reading(...answers: readonly (readonly WordLine[])[]) {
  const seen: Raster[] = [];
  const reader = {
    read: async (raster: Raster) => {
      seen.push(raster);
      return { ok: true as const, lines: answers[seen.length - 1] ?? [] };
    },
  };
  const find = (text: string, around: { label?: string }) =>
    standardPolicy.find(text, { ...around, host: 'shop.example' });
  return { seen, ports: { reader, find } };
}

test('what the page marked is covered before anybody reads, and a picture without more is read once', async () => {
  const raster = white();
  const { ports, seen } = reading();
  const marked = [{ x: 10, y: 10, width: 30, height: 10 }];
  expect(await redactPicture(ports, raster, 1, marked)).toEqual({ ok: true, kinds: [] });
  expect(seen).toHaveLength(1);
  expect(at(raster, 20, 15)).toEqual(mask);
});

test('what is found is covered in one colour, and read again until nothing is left', async () => {
  const raster = white();
  const { ports, seen } = reading([secret], [lineAt(500, 40, 'anna.keller@northwind.com')]);
  expect(await redactPicture(ports, raster, 1, [])).toEqual({ ok: true, kinds: ['card', 'email'] });
  expect(seen).toHaveLength(3);
  for (const x of [100, 150, 227, 500, 600]) expect(at(raster, x, 47)).toEqual(mask);
  expect(at(raster, 400, 47)).toEqual([255, 255, 255]);
});

test('readers see nothing where something was covered, not even the cover', async () => {
  const raster = white();
  const { ports, seen } = reading([secret]);
  await redactPicture(ports, raster, 1, [{ x: 10, y: 10, width: 30, height: 10 }]);
  for (const [x, y] of [
    [20, 15],
    [150, 47],
  ] as const)
    expect(at(seen[1] as Raster, x, y)).toEqual([255, 255, 255]);
  expect(at(raster, 150, 47)).toEqual(mask);
});

test('what the last reading still finds is named and holds the picture back', async () => {
  const answers = [0, 1, 2].map((time) => [lineAt(100, 20 + time * 50, '4929645727989263')]);
  const { ports, seen } = reading(...answers);
  expect(await redactPicture(ports, white(), 1, [])).toEqual({
    ok: false,
    reason: 'sensitive-left',
    kinds: ['card'],
  });
  expect(seen).toHaveLength(3);
});

test('a reader that says again what is covered already is not believed', async () => {
  const { ports, seen } = reading([secret], [secret], [secret]);
  expect(await redactPicture(ports, white(), 1, [])).toEqual({ ok: true, kinds: ['card'] });
  expect(seen).toHaveLength(2);
});

test('where reading fails the page’s own marks are covered all the same, and it is said', async () => {
  const raster = white();
  const reader = { read: async () => ({ ok: false as const, reason: 'unavailable' as const }) };
  const marked = [{ x: 10, y: 10, width: 30, height: 10 }];
  expect(await redactPicture({ reader, find: () => [] }, raster, 1, marked)).toEqual({
    ok: true,
    kinds: [],
    unread: 'unavailable',
  });
  expect(at(raster, 20, 15)).toEqual(mask);
});

test.each([2, 3])(
  'where reading %i fails, after something was found, the picture is held back',
  async (failing) => {
    let readings = 0;
    const reader = {
      read: async () => {
        readings += 1;
        if (readings === failing) return { ok: false as const, reason: 'busy' as const };
        return { ok: true as const, lines: [lineAt(100, 20 + readings * 50, '4929645727989263')] };
      },
    };
    const { ports } = reading();
    expect(await redactPicture({ ...ports, reader }, white(), 1, [])).toEqual({
      ok: false,
      reason: 'not-read',
      kinds: ['card'],
      unread: 'busy',
    });
  },
);

test('a picture in a view of a larger buffer is not changed by what readers are shown', async () => {
  const raster = { ...white(), pixels: Buffer.from(white().pixels) };
  const { ports } = reading([secret]);
  await redactPicture(ports, raster, 1, []);
  expect(at(raster, 150, 47)).toEqual(mask);
});
