import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { documentOf } from './textract-document.ts';

const plain = (width: number, height: number) => ({
  width,
  height,
  pixels: new Uint8Array(width * height * 3).fill(200),
});
const shapeOf = async (bytes: Uint8Array) => {
  const { format, width, height } = await sharp(bytes).metadata();
  return { format, width, height };
};

test('small letters are doubled, those of dense screens are not', async () => {
  expect(await shapeOf(await documentOf(plain(300, 200), 1))).toEqual({
    format: 'png',
    width: 600,
    height: 400,
  });
  expect(await shapeOf(await documentOf(plain(300, 200), 2))).toEqual({
    format: 'png',
    width: 300,
    height: 200,
  });
});

test('no side is larger than Textract takes', async () => {
  const { width, height } = await shapeOf(await documentOf(plain(6_000, 100), 1));
  expect([width, height]).toEqual([10_000, 167]);
});

test('whatever the picture, it fits into a request, at the cost of quality first and of size last', async () => {
  const noise = { width: 1_600, height: 1_200, pixels: new Uint8Array(randomBytes(1_600 * 1_200 * 3)) };
  const bytes = await documentOf(noise, 2);
  expect(bytes.length).toBeLessThanOrEqual(5 * 1024 * 1024);
  expect(await shapeOf(bytes)).toEqual({ format: 'jpeg', width: 1_600, height: 1_200 });
  const doubled = await documentOf({ ...noise }, 1);
  expect(doubled.length).toBeLessThanOrEqual(5 * 1024 * 1024);
});
