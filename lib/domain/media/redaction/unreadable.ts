import type { EntityKind } from '../../../contracts/redaction/entity-kind.ts';
import { kindOfField } from '../../redaction/field/kind-of-field.ts';
import type { FindSensitive, SensitiveBox } from './find-on-picture.ts';
import type { LineText } from './line-text.ts';

/** Below it a reader guesses. */
const guessed = 0.6;
/** Whatever else it was, this much of it was read. */
const says = /\p{L}{4}|\d{3}/u;

/** Of nobody: whether the company hides what a label promises, is asked by these. */
const samples: Readonly<Partial<Record<EntityKind, string>>> = {
  email: 'anna.keller@northwind.com',
  phone: '+44 20 7946 0958',
  'date-of-birth': '20/3/1953',
  iban: 'DE89 3704 0044 0532 0130 00',
  'us-ssn': '457-55-5462',
  'uk-nhs': '943 476 5919',
  'ip-address': '81.2.69.142',
  'person-name': 'Anna Keller',
  'postal-address': '221B Baker Street, London NW1 6XE',
};

/** What stands under the name of something sensitive, and could not be read: a reader that sees nothing proves nothing. */
export function unreadable(line: LineText, labels: readonly string[], find: FindSensitive): SensitiveBox[] {
  if ((line.confidence ?? 1) >= guessed || says.test(line.text)) return [];
  return labels.slice(0, 2).flatMap((label) => {
    const kind = kindOfField({ label });
    const sample = kind && samples[kind];
    const isHidden = sample && find(sample, { label }).some((part) => part.kind === kind);
    return isHidden ? line.words.map(({ box }) => ({ kind, box })) : [];
  });
}
