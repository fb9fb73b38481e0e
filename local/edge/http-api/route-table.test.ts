import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RouteTable } from './route-table.ts';

const table = (...keys: string[]) =>
  new RouteTable(
    keys.map((key) => ({
      id: key,
      key,
      integrationId: 'i',
      authorizerId: undefined,
      scopes: [],
      answers: false,
    })),
  );
const matched = (routes: RouteTable, method: string, path: string) =>
  routes.match(method, path.slice(1).split('/'))?.route.key;

// The example of API Gateway's documentation on routes.
test.each([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
  ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
  ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
  ['POST', '/test/5', 'ANY /{proxy+}'],
  ['GET', '/', '$default'],
])('%s %s goes to %s', (method, path, expected) => {
  const routes = table(
    '$default',
    'ANY /{proxy+}',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
  );
  expect(matched(routes, method, path)).toBe(expected);
});

test('a named method goes before any, on the same path', () => {
  const routes = table('ANY /a/{x}', 'GET /a/{y}');
  expect([matched(routes, 'GET', '/a/1'), matched(routes, 'PUT', '/a/1')]).toEqual([
    'GET /a/{y}',
    'ANY /a/{x}',
  ]);
});

test('variables take whole segments that are not empty, greedy ones the rest', () => {
  const routes = table('GET /a/{x}', 'GET /g/{rest+}');
  expect(matched(routes, 'GET', '/a/')).toBeUndefined();
  expect(matched(routes, 'GET', '/a/1/2')).toBeUndefined();
  expect(routes.match('GET', ['g', '1', '2'])?.parameters).toEqual({ rest: '1/2' });
});

test('the order of declaration does not matter', () => {
  const keys = ['GET /a/b', 'GET /a/{x}', 'ANY /a/{x}', 'GET /a/{p+}', 'ANY /{p+}', '$default', 'POST /a/b'];
  const requests = [
    ['GET', '/a/b'],
    ['GET', '/a/c'],
    ['PUT', '/a/c'],
    ['GET', '/a/b/c'],
    ['POST', '/a/b'],
    ['PUT', '/z'],
  ];
  const outcomes = (routes: RouteTable) =>
    requests.map(([method = '', path = '']) => matched(routes, method, path));
  const expected = outcomes(table(...keys));
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
      expect(outcomes(table(...shuffled))).toEqual(expected);
    }),
  );
});
