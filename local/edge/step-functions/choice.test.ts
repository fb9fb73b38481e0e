import { expect, test } from 'vitest';
import { ruleHolds } from './choice.ts';
import type { ChoiceRule } from './definition.ts';

const input = {
  text: 'guide-12.webp',
  number: 5,
  other: 5,
  yes: true,
  none: null,
  time: '2026-03-14T01:59:00Z',
  later: '2026-03-14T03:00:00+01:00',
};
const holds = (rule: ChoiceRule) => ruleHolds(rule, { input, context: { Execution: { Name: 'x' } } });

test.each([
  [{ Variable: '$.text', StringEquals: 'guide-12.webp' }, true],
  [{ Variable: '$.text', StringLessThan: 'h' }, true],
  [{ Variable: '$.text', StringMatches: 'guide-*.webp' }, true],
  [{ Variable: '$.text', StringMatches: 'guide-*.png' }, false],
  [{ Variable: '$.text', StringMatches: 'guide\\*' }, false],
  [{ Variable: '$.number', NumericGreaterThanEquals: 5 }, true],
  [{ Variable: '$.number', NumericEqualsPath: '$.other' }, true],
  [{ Variable: '$.text', NumericEquals: 5 }, false],
  [{ Variable: '$.yes', BooleanEquals: true }, true],
  [{ Variable: '$.time', TimestampLessThanPath: '$.later' }, true],
  [{ Variable: '$.time', TimestampEquals: '2026-03-14T02:59:00+01:00' }, true],
  [{ Variable: '$.text', TimestampEquals: '2026-03-14T01:59:00Z' }, false],
  [{ Variable: '$.none', IsNull: true }, true],
  [{ Variable: '$.number', IsString: false }, true],
  [{ Variable: '$.time', IsTimestamp: true }, true],
  [{ Variable: '$.absent', IsPresent: false }, true],
  [{ Variable: '$$.Execution.Name', StringEquals: 'x' }, true],
  [{ Not: { Variable: '$.number', NumericEquals: 4 } }, true],
  [
    {
      Or: [
        { Variable: '$.number', NumericEquals: 4 },
        { Variable: '$.yes', BooleanEquals: true },
      ],
    },
    true,
  ],
  [
    {
      And: [
        { Variable: '$.number', NumericEquals: 5 },
        { Variable: '$.yes', BooleanEquals: false },
      ],
    },
    false,
  ],
])('%j: %s', (rule, expected) => {
  expect(holds(rule)).toBe(expected);
});

test('a variable that is not there fails the execution', () => {
  expect(() => holds({ Variable: '$.absent', StringEquals: 'x' })).toThrow(/^States\.Runtime/);
});
