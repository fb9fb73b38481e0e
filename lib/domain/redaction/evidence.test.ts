import { expect, test } from 'vitest';
import type { Strictness } from '../../contracts/redaction/entity-kind.ts';
import { confidenceOf, isEnough, type Stance, type Strength } from './evidence.ts';

const cases: readonly (readonly [Strength, Stance, readonly Strictness[]])[] = [
  ['proof', 'none', ['light', 'standard', 'strict']],
  ['proof', 'against', ['light', 'standard', 'strict']],
  ['strong', 'none', ['light', 'standard', 'strict']],
  ['strong', 'against', ['strict']],
  ['weak', 'for', ['light', 'standard', 'strict']],
  ['weak', 'alone', ['standard', 'strict']],
  ['weak', 'none', ['strict']],
  ['weak', 'against', []],
  ['shape', 'for', ['standard', 'strict']],
  ['shape', 'alone', []],
  ['shape', 'none', []],
];

test.each(cases)(
  'what is %s with surroundings that say “%s” is found when it is %j',
  (strength, stance, when) => {
    const confidence = confidenceOf(strength, stance);
    const found = (['light', 'standard', 'strict'] as const).filter((one) => isEnough(confidence, one));
    expect(found).toEqual(when);
  },
);
