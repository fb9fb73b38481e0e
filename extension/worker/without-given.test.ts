import { expect, test } from 'vitest';
import type { Action } from '../../lib/contracts/capture/action.ts';
import { isGiven, withoutGiven } from './without-given.ts';

const details: [Action['detail'], boolean][] = [
  [{ kind: 'input', field: { value: 'Coffee', masked: false, length: 6 } }, true],
  [{ kind: 'input', field: { masked: true, length: 10 } }, false],
  [{ kind: 'select', options: ['Oslo'], masked: false }, true],
  [{ kind: 'select', options: [], masked: true }, false],
  [{ kind: 'choose-file', fileNames: ['plan.pdf'] }, true],
  [{ kind: 'choose-file', fileNames: ['*.pdf'] }, false],
  [{ kind: 'check', checked: true }, false],
];

test.each(details)('%j holds something that was given: %s; without, it does not', (detail, expected) => {
  expect(isGiven(detail)).toBe(expected);
  expect(isGiven(withoutGiven(detail))).toBe(false);
});
