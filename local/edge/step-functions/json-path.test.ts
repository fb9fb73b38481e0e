import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePath, readPath, writePath } from './json-path.ts';

const document = {
  a: { b: [10, 20, 30], 'c d': { e: null } },
  list: [{ x: 1 }, { x: 2 }, { y: 3 }],
};

test.each([
  ['$', document],
  ['$.a.b[0]', 10],
  ['$.a.b[-1]', 30],
  ['$.a.b[0:2]', [10, 20]],
  ['$.a.b[1:]', [20, 30]],
  ["$.a['c d'].e", null],
  ['$["a"]["b"][1]', 20],
  ['$.list[*].x', [1, 2]],
  ['$.list.*.x', [1, 2]],
  ['$..x', [1, 2]],
  ['$.missing', undefined],
  ['$.a.b[9]', undefined],
  ['$.list[*].none', []],
])('%s reads %j', (path, expected) => {
  expect(readPath(path, document)).toEqual(expected);
});

test.each(['a.b', '$.a[?(@.x)]', '$.a[(@.length-1)]', '$.a b', '$.', '$[', "$['a"])(
  '%s is refused',
  (path) => {
    expect(() => parsePath(path)).toThrow(SyntaxError);
  },
);

test.each([
  ['$.new.deep', { ...document, new: { deep: 1 } }],
  ['$', 1],
  ['$.a.b[1]', { ...document, a: { ...document.a, b: [10, 1, 30] } }],
])('writing %s leaves everything else as it was', (path, expected) => {
  const before = structuredClone(document);
  expect(writePath(path, document, 1)?.document).toEqual(expected);
  expect(document).toEqual(before);
});

test('there is no place beneath a value or beyond a list', () => {
  expect(writePath('$.a.b.c', document, 1)).toBeUndefined();
  expect(writePath('$.a.b[7]', document, 1)).toBeUndefined();
});

test('what was written at a path is read there', () => {
  const inherited = fc.constantFrom('constructor', 'toString', '__proto__');
  const name = fc.oneof(
    fc.string({ minLength: 1 }).filter((text) => !/['"\\]/.test(text)),
    inherited,
  );
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (names, value) => {
      const path = `$${names.map((one) => `['${one}']`).join('')}`;
      expect(readPath(path, writePath(path, {}, value)?.document)).toEqual(value);
    }),
  );
});
