import { expect, test } from 'vitest';
import { pictureFormat } from './picture-format.ts';

const bytes = (...values: (number | string)[]) =>
  Uint8Array.from(values.flatMap((v) => (typeof v === 'string' ? [...v].map((c) => c.charCodeAt(0)) : [v])));

test('WebP, PNG and JPEG are known by their first bytes', () => {
  expect(pictureFormat(bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 '))).toBe('webp');
  expect(pictureFormat(bytes(0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a, 0))).toBe('png');
  expect(pictureFormat(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe('jpeg');
});

test.each([
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
  ['GIF', bytes('GIF89a')],
  ['a RIFF that is not WebP', bytes('RIFF', 1, 2, 3, 4, 'WAVEfmt ')],
  ['a PNG cut short', bytes(0x89, 'PNG')],
  ['nothing', bytes()],
])('%s is not taken', (_name, picture) => {
  expect(pictureFormat(picture)).toBeUndefined();
});
