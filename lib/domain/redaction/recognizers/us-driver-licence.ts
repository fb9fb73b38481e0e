import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';

/**
 * Every state writes them its own way: one to three letters and digits, digits alone, groups by hyphens or blanks,
 * Washington with letters and asterisks. Only the words around tell them from other numbers.
 */
const pattern =
  /(?<![A-Za-z\d])(?=[A-Z*]{0,7}-?\d)[A-Z\d](?:[A-Z\d*]|[ -](?=[A-Z]{0,2}\d)){3,20}[A-Z\d](?![A-Za-z\d])/g;

export const usDriverLicence: Recognizer = {
  kind: 'us-driver-licence',
  source: 'https://www.aamva.org/topics/driver-license-and-identification-standards',
  region: 'US',
  words: words(
    "(?:driver'?|driver s|drivers|driving|dmv|operator s?) ?(?:'s )?(?:licen[cs]es?|permits?|id|lic|ln)(?: ?(?:no|nr|num|number|id|#))*|dln?|dl ?(?:no|nr|num|number|id|#)|licen[cs]e ?(?:no|nr|num|number|#)|fuhrerschein\\w*|permis de conduire|licencia de conducir|carne de conducir|patente di guida|carteira de motorista|rijbewijs\\w*|prawo jazdy",
    '運転免許|驾驶证|驾照|운전면허|водительск',
  ),
  needs: ({ digits, length }) => digits >= 3 && length >= 5,
  *find(text) {
    for (const match of text.matchAll(pattern)) {
      const digits = match[0].replace(/\D/g, '').length;
      if (digits >= 3 && !/^(?:19|20)\d\d-\d\d-\d\d$/.test(match[0]))
        yield { start: match.index, end: match.index + match[0].length, strength: 'shape' };
    }
  },
};
