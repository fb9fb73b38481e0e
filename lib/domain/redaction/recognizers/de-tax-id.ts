import { passesMod11By10 } from '../checksums/iso-7064.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { bounded, numbersIn } from '../text/numbers.ts';

const pattern = bounded('[1-9]\\d(?<separator> ?[-/_ ]? ?)\\d{3}\\k<separator>\\d{3}\\k<separator>\\d{3}');

export const deTaxId: Recognizer = {
  kind: 'de-tax-id',
  source: '§ 139b AO; https://www.bzst.de (Steueridentifikationsnummer)',
  region: 'DE',
  words: words(
    'steuer ?(?:id|idnr|identifikation\\w*|ident ?nr|nr|nummer)\\w*(?: (?:no|nr))?|st ?id ?nr|id ?nr|idnr|tin|tax ?(?:id|identification)\\w*(?: (?:no|nr|number))?|german tax\\w*|finanzamt|bzst',
  ),
  needs: ({ digits }) => digits >= 11,
  *find(text) {
    for (const { start, end, sign } of numbersIn(text, pattern))
      if (passesMod11By10(sign)) yield { start, end, strength: repeatsOne(sign) ? 'strong' : 'weak' };
  },
};

/** Of the first ten digits exactly one comes twice or three times; that alone few other numbers do. */
function repeatsOne(sign: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of sign.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}
