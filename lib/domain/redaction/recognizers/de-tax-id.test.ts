import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Steuer-ID: 86 095 742 719', '86 095 742 719'],
  ['86095742719', '86095742719'],
  ['IdNr. 65929970489', '65929970489'],
  ['Steueridentifikationsnummer 12345678903', '12345678903'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('de-tax-id', text)).toEqual([value]);
});

test.each(['Steuer-ID: 86 095 742 718', 'IdNr. 06592997048'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('de-tax-id', text)).toEqual([]);
  },
);

test.each(['then 12345678903', 'Rechnung 86095742719', 'order 65929970489', 'Auftragsnummer: 47036892816'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('de-tax-id', text)).toEqual([]);
  },
);
