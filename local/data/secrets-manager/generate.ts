import { randomInt } from 'node:crypto';
import { UnsupportedError } from '../../service.ts';

const classes = {
  lowercase: 'abcdefghijklmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  numbers: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};
const known = [
  'ExcludeCharacters',
  'ExcludeLowercase',
  'ExcludeNumbers',
  'ExcludePunctuation',
  'ExcludeUppercase',
  'GenerateStringKey',
  'IncludeSpace',
  'PasswordLength',
  'RequireEachIncludedType',
  'SecretStringTemplate',
];

/** The value that a template's `GenerateSecretString` asks for. */
export function generateSecretString(options: Record<string, unknown>): string {
  const unknown = Object.keys(options).find((option) => !known.includes(option));
  if (unknown) throw new UnsupportedError(`${unknown} of GenerateSecretString`);
  const password = generatePassword(options);
  const template = options.SecretStringTemplate;
  if (template === undefined) return password;
  return JSON.stringify({ ...JSON.parse(String(template)), [String(options.GenerateStringKey)]: password });
}

function generatePassword(options: Record<string, unknown>): string {
  const excluded = new Set(String(options.ExcludeCharacters ?? ''));
  const allowed = (characters: string) => [...characters].filter((character) => !excluded.has(character));
  const groups = [
    options.ExcludeLowercase === true ? [] : allowed(classes.lowercase),
    options.ExcludeUppercase === true ? [] : allowed(classes.uppercase),
    options.ExcludeNumbers === true ? [] : allowed(classes.numbers),
    options.ExcludePunctuation === true ? [] : allowed(classes.punctuation),
    options.IncludeSpace === true ? allowed(' ') : [],
  ].filter((group) => group.length > 0);
  const everything = groups.flat();
  if (everything.length === 0)
    throw new UnsupportedError('GenerateSecretString that excludes every character');
  const length = Number(options.PasswordLength ?? 32);
  const required = options.RequireEachIncludedType === false ? [] : groups.slice(0, length);
  const characters = required.map(pick);
  while (characters.length < length) characters.push(pick(everything));
  return shuffle(characters).join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

function shuffle(characters: string[]): string[] {
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters;
}
