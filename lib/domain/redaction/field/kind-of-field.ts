import type { EntityKind, Strictness } from '../../../contracts/redaction/entity-kind.ts';
import { plainWords } from '../context/plain-words.ts';

/** What a page says a field is for. */
export interface FieldSigns {
  readonly label?: string | undefined;
  /** Of an `input`. */
  readonly type?: string | undefined;
  readonly autocomplete?: string | undefined;
}

/**
 * What a field will hold once it is filled in: while somebody types, nothing of the value tells yet. Cards, codes and
 * passwords are not asked for here: their fields are never read.
 */
export function kindOfField(
  { label = '', type = '', autocomplete = '' }: FieldSigns,
  strictness: Strictness = 'standard',
): EntityKind | undefined {
  const sure = byType[type] ?? autocomplete.toLowerCase().split(/\s+/).map(kindOfToken).find(Boolean);
  if (sure || strictness === 'light') return sure;
  const words = plainWords(label.replace(/\([^)]*\)/g, ' '))
    .replace(/[^a-z0-9\u0080-\uffff]+/g, ' ')
    .replace(beside, ' ')
    .trim();
  const named = byLabel.find(({ pattern }) => pattern.test(words))?.kind;
  return named ?? (strictness === 'strict' && words === 'name' ? 'person-name' : undefined);
}

const byType: Readonly<Record<string, EntityKind>> = { email: 'email', tel: 'phone' };

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
function kindOfToken(token: string): EntityKind | undefined {
  if (token === 'email') return 'email';
  if (/^tel(?:-|$)/.test(token)) return 'phone';
  if (/^(?:cc-)?(?:name|given-name|additional-name|family-name)$/.test(token)) return 'person-name';
  if (/^(?:street-address|address-line\d)$/.test(token)) return 'postal-address';
  return /^bday(?:-|$)/.test(token) ? 'date-of-birth' : undefined;
}

/** Words that say nothing of what is asked for. */
const beside =
  /(?<![a-z])(?:your|my|the|their|his|her|new|please|enter|type|optional|required|e g)(?![a-z])/g;

const number = '(?: (?:no|nr|num|number|id))?';
const named = (kind: EntityKind, words: string) => ({ kind, pattern: new RegExp(`^(?:${words})$`) });
/** The whole label: `Email` and `Work e-mail address`, not `Email subject`. */
const byLabel: readonly { readonly kind: EntityKind; readonly pattern: RegExp }[] = [
  named('email', '(?:.* )?e ?mail(?: address(?:es)?)?|(?:.* )?(?:courriel|correo(?: electronico)?)'),
  named(
    'phone',
    `(?:.* )?(?:(?:tele)?phone|mobile(?: phone)?|cell(?: ?phone)?|tel|telefon|telefonnummer|handynummer|telefono|telefone|movil)${number}`,
  ),
  named(
    'person-name',
    '(?:.* )?(?:full|first|last|middle|given|family|maiden|legal|patient|customer|client|employee|contact|recipient|sender|guest|passenger|traveller|student|billing|card ?holder|account holder|parent|guardian) name|(?:.* )?(?:surname|forename)|name and surname|(?:first|given) and (?:last|family) name|vorname|nachname|prenom|nom de famille|apellidos?|cognome|imie|nazwisko|fornamn|efternamn',
  ),
  named(
    'postal-address',
    '(?:(?:street|postal|mailing|home|billing|shipping|delivery|residential) )?address(?: line(?: \\d)?)?(?: \\d)?|street(?: (?:name|and (?:house )?(?:no|number)))?|anschrift|adresse|strasse(?: und hausnummer)?|direccion|indirizzo|endereco',
  ),
  named(
    'date-of-birth',
    '(?:.* )?(?:date of birth|birth ?date|birthday|dob)|born(?: on)?|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita',
  ),
  named('iban', `(?:.* )?iban${number}`),
  named('us-ssn', `(?:.* )?(?:ssn|social security)${number}`),
  named('us-passport', '(?:.* )?passport (?:no|nr|number)'),
  named('us-driver-licence', `(?:.* )?(?:drivers?|driver s|driving) licen[cs]e${number}`),
  named('uk-nhs', `(?:.* )?nhs (?:no|number)`),
  named('uk-nino', `(?:.* )?(?:national insurance|nino)${number}`),
  named('ip-address', '(?:.* )?ip(?: address)?'),
];
