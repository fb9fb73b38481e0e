import { expect, test } from 'vitest';
import { StateFailure } from './failure.ts';
import { parseIntrinsic } from './intrinsic-parser.ts';
import { callIntrinsic } from './intrinsics.ts';
import { readPath } from './json-path.ts';

const input = {
  name: 'ann',
  list: [1, 2, 2, 3],
  object: { a: { x: 1 } },
  other: { a: { y: 2 }, b: 3 },
  text: '{"k":[1]}',
};
const call = (text: string) => callIntrinsic(parseIntrinsic(text), (path) => readPath(path, input));

test.each([
  ["States.Format('Hello {}, {}', $.name, 7)", 'Hello ann, 7'],
  ["States.Format('it\\'s \\{{}\\}', $.object)", 'it\'s {{"a":{"x":1}}}'],
  ['States.StringToJson($.text)', { k: [1] }],
  ['States.JsonToString($.object)', '{"a":{"x":1}}'],
  ["States.Array('a', 1, true, null, $.name)", ['a', 1, true, null, 'ann']],
  ['States.Array()', []],
  ['States.ArrayPartition($.list, 3)', [[1, 2, 2], [3]]],
  ['States.ArrayContains($.list, 3)', true],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayGetItem($.list, 3)', 3],
  ['States.ArrayLength($.list)', 4],
  ['States.ArrayUnique($.list)', [1, 2, 3]],
  ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
  ["States.Base64Decode('RGF0YSB0byBkZWNvZGU=')", 'Data to decode'],
  ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['States.JsonMerge($.object, $.other, false)', { a: { y: 2 }, b: 3 }],
  ['States.MathAdd(111, -1)', 110],
  ["States.StringSplit('1,2+3;', ',+;')", ['1', '2', '3']],
  ["States.Format('{}', States.ArrayLength(States.Array($.name, $.list[0])))", '2'],
])('%s gives %j', (text, expected) => {
  expect(call(text)).toEqual(expected);
});

test('a random number is within its bounds and an identifier is a UUID', () => {
  for (let times = 0; times < 50; times++) expect([1, 2, 3]).toContain(call('States.MathRandom(1, 4)'));
  expect(call('States.UUID()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
});

test.each([
  "States.Format('{} {}', 1)",
  'States.ArrayGetItem($.list, 9)',
  "States.MathAdd('a', 1)",
  "States.StringToJson('{')",
  'States.JsonMerge($.object, $.other, true)',
  "States.Hash('x', 'SHA-3')",
  'States.Unknown(1)',
])('%s fails as an intrinsic failure', (text) => {
  expect(() => call(text)).toThrow(StateFailure);
  expect(() => call(text)).toThrow(/^States\.IntrinsicFailure/);
});

test.each(['States.Format(', 'States.Format(1', 'States.Format(x)', 'States.UUID() more'])(
  '%s cannot be read',
  (text) => {
    expect(() => parseIntrinsic(text)).toThrow(SyntaxError);
  },
);
