import { type Plan, planWords } from '../../../lib/contracts/metering/plan.ts';
import { entityKind } from '../../../lib/contracts/redaction/entity-kind.ts';
import { kindWords } from '../../../lib/contracts/redaction/kind-words.ts';
import { moment } from '../../ui/moment.ts';
import { actionWords } from '../account/action-words.ts';
import { roleWords } from '../account/role-words.ts';
import { scopeWords } from '../api-keys/scope-words.ts';
import { visibilityWords } from '../guides/visibility-words.ts';
import { categoryWords } from '../redaction/category-words.ts';
import { partNames } from '../redaction/rules-draft.ts';

/** What the facts of events are called, by their keys. */
export const factNames: Readonly<Record<string, string>> = {
  action: 'While recording',
  after: 'After',
  always: 'Terms always hidden',
  asked: 'Asked for',
  because: 'Because of',
  before: 'Before',
  categories: 'Looked for',
  changed: 'Changed',
  checkout: 'Checkout',
  clientId: 'Signed in with',
  collaborators: 'Who works on it',
  confirmed: 'Looked for afterwards',
  deleted: 'Pictures deleted',
  ended: 'Subscription ended',
  event: 'Event of the provider',
  expiresAt: 'Until',
  folder: 'Where they were',
  format: 'Format',
  from: 'From',
  givenUp: 'Given up',
  guideId: 'Guide',
  invitation: 'Invitation',
  kinds: 'What could not be covered',
  locked: 'Members keep to it',
  model: 'Model',
  never: 'Terms never hidden',
  overlapSeconds: 'The old one works on for',
  plan: 'Plan',
  policies: 'Rules',
  provider: 'Titles by',
  recordingId: 'Recording',
  region: 'Region',
  replacedBy: 'Replaced by',
  revision: 'Revision',
  role: 'Role',
  scopes: 'May',
  sensitive: 'Sensitive',
  sites: 'Site rules',
  status: 'State',
  steps: 'Steps',
  strictness: 'How much is hidden',
  subscription: 'Subscription',
  to: 'To',
  turnedAway: 'Turned away unread',
  version: 'Version',
  visibility: 'Readers',
  wrongPasswords: 'Wrong passwords',
};

/** Names of people and keys by their ids, where they are known. */
export type NameOf = (id: string) => string | undefined;

const list = new Intl.ListFormat('en');

/** What an id stands for, with the id, by which the log can be narrowed. */
export function idWords(id: string, nameOf: NameOf): string {
  const name = nameOf(id) ?? (id.startsWith('usr_') ? 'a former member' : undefined);
  return name ? `${name} (${id})` : id;
}

const words: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(roleWords).map(([role, { name }]) => [role, name])),
  ...Object.fromEntries(
    Object.entries(visibilityWords).map(([visibility, { short }]) => [visibility, short]),
  ),
  ...(planWords satisfies Record<Plan, string>),
  ...scopeWords,
  true: 'Yes',
  false: 'No',
  'HeadObject 404': 'Not there any more',
  'nothing permits it': 'No rule permits it',
  'block-upload': 'Keep it in the browser',
  mask: 'Hide it, and go on',
  notify: 'Hide it, and say so',
  all: 'All',
  rules: 'Rules',
  html: 'HTML',
  markdown: 'Markdown',
  'guidewright-extension': 'The recorder',
  'guidewright-web': 'The web application',
};

/** Keys whose values are several words, and what each word is. */
const several: Readonly<Record<string, (word: string) => string>> = {
  changed: (word) => (partNames as Readonly<Record<string, string>>)[word] ?? word,
  kinds: (word) => (entityKind.safeParse(word).success || word === 'term' ? kindOf(word) : word),
  scopes: (word) => words[word] ?? word,
  steps: (word) => word,
};
const kindOf = (word: string) => (kindWords as Readonly<Record<string, string>>)[word] ?? word;

/** One fact of an event as it reads: `before`: `editor` → Before: Editor. What is not known stands as it is. */
export function factInWords([key, value]: readonly [string, string], nameOf: NameOf): [string, string] {
  if (/^sht_/.test(key)) return [`Picture ${key}`, value.replace(/^sha256 /, 'SHA-256 ')];
  return [factNames[key] ?? spaced(key), valueInWords(key, value, nameOf)];
}

function valueInWords(key: string, value: string, nameOf: NameOf): string {
  if (key === 'expiresAt') return moment(value);
  if (key === 'overlapSeconds') return `${Number(value).toLocaleString('en')} seconds`;
  if (key === 'collaborators')
    return value === '' ? 'Nobody' : list.format(value.split(' ').map((id) => idWords(id, nameOf)));
  if (key === 'categories' && value.startsWith('without '))
    return `All but ${list.format(value.split(' ').slice(1).map(categoryName))}`;
  if (key === 'because') return reasonInWords(value);
  if (key === 'status' || key === 'strictness') return spaced(value);
  const each = several[key];
  if (each) return list.format(value.split(' ').filter(Boolean).map(each)) || 'Nothing';
  return words[value] ?? idWords(value, nameOf);
}

const categoryName = (word: string) =>
  (categoryWords as Readonly<Record<string, { readonly name: string }>>)[word]?.name.toLowerCase() ?? word;

/** Rules that decided, or the act that ended sessions. */
function reasonInWords(value: string): string {
  if (words[value]) return words[value];
  if (/^[a-z]+([A-Z][a-z]+)+$/.test(value)) return actionWords(value);
  return list.format(
    value.split(' ').map((rule) => {
      const [source, ...name] = rule.split('/');
      if (source === 'built-in') return `the built-in rule ${name.join('/')}`;
      return source === 'tenant' ? `your rule ${name.join('/')}` : rule;
    }),
  );
}

function spaced(key: string): string {
  const text = key.replace(/(?<=[a-z])(?=[A-Z])|[_-]/g, ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
