import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depth, nextTokenAt, refill, take, tokensLeft, window } from './token-bucket.ts';

const quota = fc.integer({ min: 1, max: 30_000 });
const start = 1_780_000_000_000_000;
/** Pauses between requests, in microseconds: bursts, steady use, and long rests. */
const pauses = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 90_000_000 })),
  { minLength: 1, maxLength: 300 },
);

/** The moments of the requests that were let through. */
function admitted(limit: number, rests: readonly number[]): number[] {
  let fullAt = 0;
  let now = start;
  const let_through: number[] = [];
  for (const rest of rests) {
    now += rest;
    const after = take(fullAt, now, limit);
    if (after === undefined) continue;
    fullAt = after;
    let_through.push(now);
  }
  return let_through;
}

test('a bucket that nothing is known of is full, and gives as many tokens as the quota at once', () => {
  fc.assert(
    fc.property(quota, (limit) => {
      expect(tokensLeft(0, start, limit)).toBe(limit);
      const empty = take(0, start, limit, limit) as number;
      expect(tokensLeft(empty, start, limit)).toBe(0);
      expect(take(empty, start, limit)).toBeUndefined();
    }),
  );
});

test('in any stretch of time no more come through than the quota and what came back meanwhile', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), pauses, (limit, rests) => {
      const moments = admitted(limit, rests);
      for (const [first, from] of moments.entries())
        for (const [last, to] of moments.entries())
          if (last >= first)
            expect(last - first + 1).toBeLessThanOrEqual(limit + Math.floor((to - from) / refill(limit)));
    }),
  );
});

test('whoever is refused gets through at the moment that was named, and not a microsecond before', () => {
  fc.assert(
    fc.property(quota, fc.integer({ min: 0, max: 59_000_000 }), (limit, rest) => {
      const empty = take(0, start, limit, limit) as number;
      const then = nextTokenAt(empty, limit);
      expect(take(empty, then - 1, limit)).toBeUndefined();
      expect(take(empty, then, limit)).toBeDefined();
      expect(take(empty, then + rest, limit)).toBeDefined();
    }),
  );
});

test('the moment only ever moves on', () => {
  fc.assert(
    fc.property(
      quota,
      fc.integer({ min: 0, max: 2e15 }),
      fc.integer({ min: 1, max: 5 }),
      (limit, at, tokens) => {
        const after = take(at, start, limit, tokens);
        if (after !== undefined) expect(after).toBeGreaterThan(at);
      },
    ),
  );
});

test('after a window without requests a bucket is full again, whatever it was', () => {
  fc.assert(
    fc.property(quota, pauses, (limit, rests) => {
      const moments = admitted(limit, rests);
      const last = moments.at(-1) as number;
      let fullAt = 0;
      for (const moment of moments) fullAt = take(fullAt, moment, limit) as number;
      expect(tokensLeft(fullAt, last + depth(limit), limit)).toBe(limit);
      expect(depth(limit)).toBeLessThan((window + 1) * 1_000_000);
    }),
  );
});

test('with another quota the same share of the bucket is used, so that a change of plan counts at once', () => {
  const used = take(0, start, 600, 300) as number;
  expect(tokensLeft(used, start, 3_000)).toBe(1_500);
  expect(tokensLeft(used, start, 60)).toBe(30);
});
