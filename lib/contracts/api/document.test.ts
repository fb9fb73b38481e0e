import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openApiDocument, operations } from './document.ts';

const committed = new URL('../../../docs/api/openapi.json', import.meta.url);

test('the committed document is the one that the contracts make (else run scripts/openapi.ts)', () => {
  const made = JSON.parse(JSON.stringify(openApiDocument()));
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(made);
});

test('no two operations share an id or a place', () => {
  const places = operations.map(({ method, path }) => `${method} ${path}`);
  const ids = operations.map(({ id }) => id);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(ids).size).toBe(ids.length);
});
