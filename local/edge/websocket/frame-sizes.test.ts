import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameSizes, largestFrame } from './frame-sizes.ts';

function frame(size: number): Buffer {
  const length =
    size < 126
      ? Buffer.from([0x80 | size])
      : size < 65_536
        ? Buffer.from([0x80 | 126, size >> 8, size & 0xff])
        : Buffer.concat([
            Buffer.from([0x80 | 127, 0, 0, 0, 0]),
            Buffer.from([size >>> 24, size >>> 16, size >>> 8, size]),
          ]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), Buffer.alloc(size, 0xff)]);
}

function seen(stream: Buffer, cuts: readonly number[]): boolean {
  const sizes = new FrameSizes();
  const edges = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
  return edges.slice(1).some((end, index) => sizes.exceeded(stream.subarray(edges[index], end)));
}

test('frames of any size and cut are told apart from one that is too large', () => {
  const size = fc.oneof(fc.nat(200), fc.nat(largestFrame), fc.constantFrom(125, 126, largestFrame));
  fc.assert(
    fc.property(
      fc.array(size, { maxLength: 6 }),
      fc.array(fc.nat(70_000), { maxLength: 12 }),
      fc.boolean(),
      (sizes, cuts, large) => {
        const stream = Buffer.concat([...sizes, ...(large ? [largestFrame + 1] : [])].map(frame));
        const within = cuts.filter((cut) => cut < stream.length);
        expect(seen(stream, within)).toBe(large);
      },
    ),
    { numRuns: 60 },
  );
});

test('a frame of more than 64 KB is too large before its bytes arrive', () => {
  expect(new FrameSizes().exceeded(frame(100_000).subarray(0, 14))).toBe(true);
});
