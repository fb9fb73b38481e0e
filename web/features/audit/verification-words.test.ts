import { expect, test } from 'vitest';
import { verificationWords } from './verification-words.ts';

const whole = {
  ...{ ok: true, entries: 1_204, lastSequence: 1_204, lastHash: 'aa', fault: null },
  signingKey: 'bb',
};

test('a whole log is said to be so', () => {
  expect(verificationWords(whole)).toBe(
    'All 1,204 rows of the log are as written, signed and in order, and nothing differs from what was locked away.',
  );
});

test('a fault is told with its row', () => {
  const fault = { sequence: 7, kind: 'changed', detail: 'it has another hash' } as const;
  expect(verificationWords({ ...whole, ok: false, fault })).toBe(
    'Row 7 was changed after it was written (it has another hash).',
  );
});
