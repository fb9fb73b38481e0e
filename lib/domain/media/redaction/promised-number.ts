import type { EntityKind } from '../../../contracts/redaction/entity-kind.ts';
import { kindOfField } from '../../redaction/field/kind-of-field.ts';
import type { FindSensitive, SensitiveBox } from './find-on-picture.ts';
import type { LineText } from './line-text.ts';

/** Of nobody: whether the company hides what a label promises, is asked by these. */
const samples: Readonly<Partial<Record<EntityKind, string>>> = {
  phone: '+44 20 7946 0958',
  'date-of-birth': '20/3/1953',
  iban: 'DE89 3704 0044 0532 0130 00',
  'us-ssn': '457-55-5462',
  'uk-nhs': '943 476 5919',
  'ip-address': '81.2.69.142',
};

const leastDigits = 5;
const named = /(\p{L}[\p{L} .-]{1,30})[:=]? ?(?<![\d./-])(\d[\d ./-]{4,}\d)/gu;

/** A number under the name of a sensitive one, whatever its form: a digit may have been lost in reading. */
export function promisedNumbers(
  line: LineText,
  labels: readonly string[],
  find: FindSensitive,
): SensitiveBox[] {
  const under = isNumber(line.text) ? labels.slice(0, 2) : [];
  return [
    ...under.flatMap((label) => promised(label, find, line.words)),
    ...[...line.text.matchAll(named)].flatMap(({ index, 0: whole, 1: label = '', 2: digits = '' }) => {
      const end = index + whole.length;
      const from = end - digits.length;
      const words = line.words.filter((word) => word.end > from && word.start < end);
      return promised(label, find, words);
    }),
  ];
}

/** Digits and what parts them, and nothing else. */
const isNumber = (text: string): boolean =>
  !/\p{L}/u.test(text) && text.replace(/\D/g, '').length >= leastDigits;

function promised(label: string, find: FindSensitive, words: LineText['words']): SensitiveBox[] {
  const kind = kindOfField({ label });
  const sample = kind && samples[kind];
  const isHidden = sample && find(sample, { label }).some((part) => part.kind === kind);
  return isHidden ? words.map(({ box }) => ({ kind, box })) : [];
}
