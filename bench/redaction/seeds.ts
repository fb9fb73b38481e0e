import type { EntityKind } from '../../lib/contracts/redaction/entity-kind.ts';
import type { Random } from './random.ts';

/** Something sensitive that nobody owns, as a page shows it. */
export interface Seed {
  readonly kind: EntityKind;
  readonly text: string;
  /** What a page calls it. */
  readonly label: string;
  /** What stands right before it, and right behind it, and is not sensitive. */
  readonly before?: string;
  readonly behind?: string;
}

const firstNames = [
  'anna',
  'jorge',
  'mei',
  'tomasz',
  'lucy',
  'ibrahim',
  'greta',
  'oliver',
  'priya',
  'henrik',
];
const lastNames = [
  'keller',
  'oconnor',
  'marino',
  'nilsson',
  'abara',
  'whitfield',
  'lindqvist',
  'rao',
  'quill',
];
const domains = [
  'northwind-mail.com',
  'harbor.example.org',
  'post.meridian.net',
  'gmx.de',
  'acme.co.uk',
  'lumen.io',
];

/** Of no e-mail address, since they stay legible. */
const hosts = ['files.quayside.com', 'feeds.tannery.example.org', 'sync.bluff.net', 'depot.io'];

const make: Readonly<Record<string, (from: Random) => Seed>> = {
  email(from) {
    const [first, last] = [from.pick(firstNames), from.pick(lastNames)];
    const local = from.pick([
      `${first}.${last}`,
      `${first}_${last}${from.digits(2)}`,
      `${first}${from.digits(3)}`,
      `${first[0]}.${last}+shop`,
    ]);
    return {
      kind: 'email',
      text: `${local}@${from.pick(domains)}`,
      label: from.pick(['E-mail', 'Email address', 'Contact']),
    };
  },
  card(from) {
    const digits = withLuhn(`${from.pick(['4', '51', '53', '4929'])}${from.digits(20)}`.slice(0, 15));
    const groups = digits.match(/.{4}/g) ?? [];
    return {
      kind: 'card',
      text: from.pick([groups.join(' '), groups.join('-'), digits]),
      label: from.pick(['Card', 'Card number', 'Paid with']),
    };
  },
  phone(from) {
    const subscriber = `${2 + from.below(7)}${from.digits(2)}`;
    const us = `${from.pick(['415', '212', '617', '303', '206'])}-${subscriber}-${from.digits(4)}`;
    const [area, ...rest] = us.split('-');
    return {
      kind: 'phone',
      text: from.pick([
        us,
        `(${area}) ${rest.join('-')}`,
        `+1 ${us.replaceAll('-', ' ')}`,
        `+44 20 7946 0${from.digits(3)}`,
        `+49 30 9018${from.digits(4)}`,
      ]),
      label: from.pick(['Phone', 'Mobile', 'Tel.']),
    };
  },
  ssn: (from) => ({
    kind: 'us-ssn',
    text: `${from.pick(['219', '457', '523', '078', '612'])}-${10 + from.below(80)}-${1_000 + from.below(8_999)}`,
    label: from.pick(['SSN', 'Social security number']),
  }),
  iban(from) {
    const iban = withIbanCheck('DE', from.digits(18));
    return { kind: 'iban', text: from.pick([iban, (iban.match(/.{1,4}/g) ?? []).join(' ')]), label: 'IBAN' };
  },
  apiKey(from) {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const random = (count: number) => Array.from({ length: count }, () => from.pick([...alphabet])).join('');
    return {
      kind: 'api-key',
      text: from.pick([
        `sk_live_${random(24)}`,
        `ghp_${random(36)}`,
        `AKIA${random(40)
          .toUpperCase()
          .replace(/[^A-Z2-7]/g, 'K')
          .slice(0, 16)}`,
      ]),
      label: from.pick(['API key', 'Token', 'Secret']),
    };
  },
  ip: (from) => ({
    kind: 'ip-address',
    text: `${from.pick([81, 93, 145, 203])}.${10 + from.below(240)}.${1 + from.below(250)}.${1 + from.below(250)}`,
    label: from.pick(['IP address', 'Last seen from', 'Client IP']),
  }),
  mac: (from) => ({
    kind: 'mac-address',
    text: Array.from({ length: 6 }, () => from.below(256).toString(16).padStart(2, '0')).join(':'),
    label: from.pick(['MAC address', 'Device']),
  }),
  nhs(from) {
    for (;;) {
      const nine = `${4 + from.below(3)}${from.digits(8)}`;
      const check = 11 - ([...nine].reduce((sum, digit, at) => sum + Number(digit) * (10 - at), 0) % 11);
      if (check === 10) continue;
      const all = `${nine}${check === 11 ? 0 : check}`;
      return {
        kind: 'uk-nhs',
        text: `${all.slice(0, 3)} ${all.slice(3, 6)} ${all.slice(6)}`,
        label: 'NHS number',
      };
    }
  },
  birth: (from) => ({
    kind: 'date-of-birth',
    text: from.pick([
      `${1 + from.below(28)}/${1 + from.below(12)}/19${50 + from.below(49)}`,
      `19${50 + from.below(49)}-0${1 + from.below(9)}-${10 + from.below(18)}`,
    ]),
    label: from.pick(['Date of birth', 'Born']),
  }),
  credentials: (from) => ({
    kind: 'url-credentials',
    before: 'https://',
    text: `${from.pick(firstNames)}:${from.pick(['hunter', 'Tr0ub4', 'w1nter'])}${from.digits(3)}`,
    behind: `@${from.pick(hosts)}`,
    label: 'Feed',
  }),
};

export const seedNames = Object.keys(make);

export function makeSeed(name: string, from: Random): Seed {
  const maker = make[name];
  if (!maker) throw new Error(`There is no seed ${name}`);
  return maker(from);
}

function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function withIbanCheck(country: string, account: string): string {
  const letters = (text: string) => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const rest = [...letters(`${account}${country}00`)].reduce(
    (remainder, digit) => (remainder * 10 + Number(digit)) % 97,
    0,
  );
  return `${country}${String(98 - rest).padStart(2, '0')}${account}`;
}
