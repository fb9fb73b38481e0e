import { expect, test } from 'vitest';
import type { Provenance } from '../../../lib/contracts/ai/provenance.ts';
import { titlesLine } from './title-words.ts';

const byModel: Provenance = {
  provider: 'bedrock',
  model: 'm',
  promptVersion: 'title-steps@1',
  degraded: false,
};
const byRules: Provenance = { ...byModel, provider: 'rules', degraded: true };

test('of titles by rules where no model can be asked is said that there is none', () => {
  expect(titlesLine({ titledBy: byRules, canRetitle: false })).toBe(
    'Titles by rules: no language model is set up.',
  );
});

test.each<[string, Provenance | undefined, string | undefined]>([
  ['by rules, though there is a model now', byRules, 'Titles by rules.'],
  [
    'by rules, since a model’s answer was no use',
    { ...byRules, because: 'unusable' },
    'Titles by rules: what the language model answered could not be used.',
  ],
  ['by a model in part', { ...byModel, degraded: true }, 'Titles only partly by the usual language model.'],
  ['by the model', byModel, undefined],
  ['from before that was kept', undefined, undefined],
])('of titles %s is said', (_whose, titledBy, line) => {
  expect(titlesLine({ titledBy, canRetitle: true })).toBe(line);
});

test('when better titles were asked for last, and why there are none, is said instead of why there were none at first', () => {
  const vain = { at: '2026-03-01T10:00:00Z', because: 'budget' } as const;
  expect(titlesLine({ titledBy: { ...byRules, because: 'too-slow' }, canRetitle: true, vain })).toMatch(
    /^Titles by rules\. Better ones were asked for .*2026.*: this month’s use of the language model is used up\.$/,
  );
});
