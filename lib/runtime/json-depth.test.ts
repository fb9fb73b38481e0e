import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nestsDeeperThan } from './json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const awkward = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ']', 'a', 'é'), maxLength: 120 }),
  fc.string(),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    awkward,
    fc.integer(),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(awkward, tie('json'), { maxKeys: 3 }),
  ),
}));

test('depth is counted as a parser would find it, whatever the texts hold', () => {
  fc.assert(
    fc.property(json, fc.nat(8), (value, limit) => {
      expect(nestsDeeperThan(Buffer.from(JSON.stringify(value)), limit)).toBe(depthOf(value) > limit);
    }),
    { numRuns: 2_000 },
  );
});

test('what is no JSON ends without an answer of its own', () => {
  for (const text of ['"', '"\\', ']]]]', '{"a', ''])
    expect(nestsDeeperThan(Buffer.from(text), 2)).toBe(false);
});
