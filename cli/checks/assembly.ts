import { buildAssembly } from '../cloud/build-assembly.ts';
import type { Check } from './run-checks.ts';

/** Built once before the tests that stand it up, which may run beside one another. */
export const assemblyCheck: Check = {
  name: 'web application builds, services synthesize',
  run: async () => {
    await buildAssembly({ step: () => {}, result: () => {} });
    return { passed: 1, failed: 0, skipped: 0 };
  },
};
