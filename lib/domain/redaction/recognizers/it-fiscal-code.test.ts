import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Codice fiscale RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
  ['RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
  ['CF: rssmra85t10a562s', 'rssmra85t10a562s'],
  ['RSS MRA 85T10 A562S', 'RSS MRA 85T10 A562S'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('it-fiscal-code', text)).toEqual([value]);
});

test.each(['Codice fiscale RSSMRA85T10A562T', 'RSSMRA85W10A562S'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('it-fiscal-code', text)).toEqual([]);
  },
);

test.each(['serial RSSMRA85T10A56', 'RSSMRA85T10A562SX'])('a look-alike is left alone: “%s”', (text) => {
  expect(found('it-fiscal-code', text)).toEqual([]);
});
