import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('waiting doubles with each failure, with jitter, and never exceeds a minute', () => {
  expect([1, 2, 3, 4].map((failures) => backOff(failures, () => 1))).toEqual([500, 1_000, 2_000, 4_000]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, chance) => {
        const wait = backOff(failures, () => chance);
        return wait >= 250 && wait <= 60_000;
      },
    ),
  );
});
