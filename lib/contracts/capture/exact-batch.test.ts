import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRecording } from '../../../test/fixtures/traces/any-action.ts';
import { shop } from '../../../test/fixtures/traces/shop.ts';
import { batch } from './batch.ts';
import { parseBatch } from './exact-batch.ts';

const asBatch = (actions: unknown) => ({ version: 1, recordingId: 'rec_x', sequence: 1, actions });
const anyBatch = anyRecording.map((actions) => JSON.parse(JSON.stringify(asBatch(actions))) as unknown);

/** Every place in a JSON document, as the container and the key in it. */
function places(json: unknown): { container: Record<string, unknown>; key: string }[] {
  if (typeof json !== 'object' || json === null) return [];
  const container = json as Record<string, unknown>;
  return Object.keys(container).flatMap((key) => [{ container, key }, ...places(container[key])]);
}

const oddities: readonly unknown[] = [
  null,
  -1,
  0,
  1.5,
  2 ** 60,
  '',
  'x',
  'x'.repeat(2_001),
  true,
  [],
  {},
  [1],
  ['x'],
  { x: 1 },
];

/** A batch in which one value is another one, gone, or has company. */
const anyDamagedBatch = fc
  .record({ json: anyBatch, place: fc.nat(), how: fc.nat(oddities.length + 1) })
  .map(({ json: whole, place, how }) => {
    const json = structuredClone(whole);
    const all = places(json);
    const at = all[place % all.length];
    if (!at) return json;
    const { container, key } = at;
    if (how < oddities.length) container[key] = oddities[how];
    else if (Array.isArray(container)) container.splice(Number(key), 1);
    else if (how === oddities.length) delete container[key];
    else container.unheardOf = 1;
    return json;
  });

describe('parsing a batch by hand', () => {
  const agrees = (json: unknown) => {
    const slow = batch.safeParse(structuredClone(json));
    const quick = parseBatch(json);
    expect(quick.success).toBe(slow.success);
    expect(quick.data).toEqual(slow.data);
    expect(quick.error?.issues).toEqual(slow.error?.issues);
  };

  test('gives what the schema gives, for good batches', () => {
    fc.assert(fc.property(anyBatch, agrees));
  });

  test('and for damaged ones', () => {
    fc.assert(fc.property(anyDamagedBatch, agrees), { numRuns: 3_000 });
  });

  test('takes a real recording as it is, without copying it', () => {
    const json = asBatch(shop.actions);
    const parsed = parseBatch(json);
    expect(parsed.data).toBe(json);
  });

  test.each([null, 3, 'x', [], {}, asBatch([]), asBatch(Array(201).fill(shop.actions[0]))])(
    'refuses %j as the schema does',
    (json) => {
      expect(parseBatch(json).success).toBe(false);
      agrees(json);
    },
  );
});
