import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';

const pair = '[\\dA-Fa-f]{2}';
const pattern = new RegExp(
  [
    `(?<![\\dA-Za-z:-])${pair}(?<a>[:-])${pair}(?:\\k<a>${pair}){4}(?![\\dA-Za-z]|[:-][\\dA-Fa-f])`,
    '(?<![\\dA-Za-z.])[\\dA-Fa-f]{4}\\.[\\dA-Fa-f]{4}\\.[\\dA-Fa-f]{4}(?![\\dA-Za-z]|\\.\\d)',
    `(?<![\\dA-Za-z:])${pair}(?: ${pair}){5}(?! ?[\\dA-Za-z]{2}(?![A-Za-z]))`,
    '(?<![\\dA-Za-z])[\\dA-Fa-f]{12}(?![\\dA-Za-z])',
  ].join('|'),
  'g',
);

export const macAddress: Recognizer = {
  kind: 'mac-address',
  source: 'IEEE Std 802-2014, section 8.1',
  words: words(
    'macs?|mac ?addr(?:ess(?:es)?)?|hw ?addr|hardware addr(?:ess)?|physical addr(?:ess)?|ethernet|ether|wi ?fi|wlan|bssid|bluetooth|nic|interface|physikalische adresse|adresse physique|direccion fisica',
  ),
  against: words('serial|hash|sha ?\\d*|md5|commit|order|sku|uuid|guid|ids?|colou?rs?'),
  needs: ({ length, digits, colons, hyphens, dots }) =>
    length >= 12 && (digits > 0 || colons >= 5 || hyphens >= 5 || dots >= 2),
  *find(text) {
    for (const match of text.matchAll(pattern)) {
      const written = match[0];
      const start = match.index;
      const end = start + written.length;
      if (/[:-]/.test(written)) yield { start, end, strength: /\d/.test(written) ? 'strong' : 'weak' };
      else if (written.includes('.')) yield { start, end, strength: 'strong' };
      else if (/\d/.test(written)) yield { start, end, strength: 'shape' };
    }
  },
};
