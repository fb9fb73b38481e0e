import { expect, test } from 'vitest';
import type { Provenance } from '../../../lib/contracts/ai/provenance.ts';
import { titlesLine } from './title-words.ts';

const byModel: Provenance = {
  provider: 'bedrock',
  model: 'm',
  promptVersion: 'title-steps@1',
  degraded: false,
};

test.each<[string, Provenance | undefined, string | undefined]>([
  ['by rules', { ...byModel, provider: 'rules', degraded: true }, 'Titles by rules.'],
  ['by a model in part', { ...byModel, degraded: true }, 'Titles only partly by the usual language model.'],
  ['by the model', byModel, undefined],
  ['from before that was kept', undefined, undefined],
])('of titles %s is said', (_whose, titledBy, line) => {
  expect(titlesLine(titledBy)).toBe(line);
});
