import { expect, test } from 'vitest';
import type { ReadWord } from './line-reader.ts';
import { pictureReader } from './read-picture.ts';

/** One strip of 40 × 10 pixels at 100, 50, half the picture's size. */
const strip = {
  ...{ left: 100, top: 50, width: 40, height: 10, factor: 2 },
  ink: new Uint8Array(400),
  digest: new Uint8Array(64),
};
const word = (text: string, left: number, right: number): ReadWord => ({
  ...{ text, confidence: 90, left, right, top: 1, bottom: 9 },
});

async function placed(...words: ReadWord[]) {
  const read = pictureReader({
    cutter: { cut: async () => ({ job: 1, strips: [strip], width: 400, height: 200 }), stop: async () => {} },
    readers: [{ read: async () => [words], stop: async () => {} }],
    readings: { find: () => undefined, keep: () => undefined },
  });
  const { lines } = await read(new Uint8Array());
  return lines[0]?.map(({ left, right, top, bottom }) => [left, right, top, bottom]);
}

test('words stand where their strip stood, in pixels of the picture', async () => {
  expect(await placed(word('Card', 5, 20))).toEqual([[110, 140, 52, 68]]);
});

test('what is said to stand beside the strip, or nowhere, stands at its edge and has an extent', async () => {
  expect(await placed(word('a', 45, 60), word('b', 30, 30), word('c', -9, -3))).toEqual([
    [178, 180, 52, 68],
    [160, 162, 52, 68],
    [100, 102, 52, 68],
  ]);
});
