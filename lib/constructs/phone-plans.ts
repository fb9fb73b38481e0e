import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { neededOfPlans, plansModule } from '../domain/redaction/phone/needed-of-plans.ts';

/** Numbering plans without what finding numbers does not read. */
export const phonePlans: Plugin = {
  name: 'phone-plans',
  setup(build) {
    build.onLoad({ filter: plansModule }, ({ path }) => ({
      contents: neededOfPlans(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};
