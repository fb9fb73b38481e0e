import { expect, test } from 'vitest';
import { parameterSentence } from './parameter.ts';

test('a reader is told what was only an example, and not that what was hidden is one', () => {
  expect(
    parameterSentence([
      { kind: 'number', name: 'Pieces', example: '12' },
      { kind: 'email', name: 'E-mail', example: 'an e-mail address' },
    ]),
  ).toBe('“12” is an example: use your own number. Use the e-mail address that you need.');
});
