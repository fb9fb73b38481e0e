import {
  type Category,
  categoryOf,
  type EntityKind,
  entityKinds,
} from '../../../lib/contracts/redaction/entity-kind.ts';
import { inWords } from '../../../lib/contracts/redaction/kind-words.ts';

interface CategoryWords {
  readonly name: string;
  /** What rules cannot do here. */
  readonly limits?: string;
  /** Made up, each as it would be found. */
  readonly examples: readonly (readonly [EntityKind, string])[];
}

export const categoryWords: Readonly<Record<Category, CategoryWords>> = {
  contact: {
    name: 'Contact details',
    examples: [
      ['email', 'mira@example.org'],
      ['phone', '+44 20 7946 0958'],
      ['postal-address', '12 Mill Road, Cambridge CB1 2AB'],
    ],
  },
  personal: {
    name: 'Names and dates of birth',
    limits:
      'Names are found beside titles, greetings, labels and words such as “ask” or “assigned to”, and where a common first name has a surname. Of others in running text many stay.',
    examples: [
      ['person-name', 'Name: Mira Hall'],
      ['date-of-birth', 'Born on 12 March 1984'],
    ],
  },
  financial: {
    name: 'Payment and bank details',
    examples: [
      ['card', '4111 1111 1111 1111'],
      ['iban', 'GB82 WEST 1234 5698 7654 32'],
      ['us-aba', 'Routing number 021000021'],
    ],
  },
  'government-id': {
    name: 'Official numbers',
    examples: [
      ['us-ssn', 'SSN 536-90-4399'],
      ['uk-nino', 'National Insurance number AB 12 34 56 C'],
      ['es-nif', 'NIF 12345678Z'],
    ],
  },
  health: {
    name: 'Health numbers',
    examples: [
      ['uk-nhs', 'NHS number 943 476 5919'],
      ['us-mbi', 'Medicare number 1EG4-TE5-MK73'],
    ],
  },
  credentials: {
    name: 'Passwords and keys',
    limits:
      'Passwords and codes are found behind a word for them, such as “Password:” or “Gate code”; a plain word without quotation marks is taken for one only where strict.',
    examples: [
      ['password', 'Gate code: 4417'],
      ['url-credentials', 'https://mira:t0psecret@files.example.org'],
    ],
  },
  network: {
    name: 'Network addresses',
    examples: [
      ['ip-address', '192.168.17.4'],
      ['mac-address', '00:1B:44:11:3A:B7'],
    ],
  },
};

/** What stands on most pages first. */
export const categoriesInOrder = Object.keys(categoryWords) as Category[];

/** All that belongs to a category: `an e-mail address, a phone number, and a postal address`. */
export function kindsOf(category: Category): string {
  // A web address gives nobody away by itself, and is not hidden.
  return inWords(entityKinds.filter((kind) => categoryOf[kind] === category && kind !== 'url'));
}
