import { expect, test } from 'vitest';
import { findEntities } from './find-entities.ts';

/** What makes careless patterns look again and again at the same signs. */
const hostile: Readonly<Record<string, string>> = {
  letters: 'a',
  capitals: 'A',
  digits: '1',
  'lone digits': '1 ',
  'dotted digits': '1.',
  'hyphened digits': '12-34-',
  'bare ats': 'a@',
  labels: 'a.',
  'capital words': 'Aa ',
  colons: 'a:',
  'double colons': '::',
  schemes: 'https://',
  'key heads': '-----BEGIN PRIVATE KEY-----',
  parameters: '&token=',
  rows: 'a|1234567\n',
  streets: '12 Main Oak ',
  'street types': 'Via Aa ',
  greetings: 'Dear ',
  fields: 'name: ',
  pluses: '+1 ',
  brackets: '(',
  dates: '1/1/',
  pairs: 'ab:',
  tokens: 'eyJ',
  blanks: ' ',
  ideographs: '東京都',
  apostrophes: "O'",
  'spelled mail': 'a(at)',
  'words for numbers': 'ssn order ',
  'account heads': 'GB12 ABCD ',
  underscores: '_-',
  passwords: 'password for the ',
  'said passwords': 'password: hunter2\n',
  codes: '482913 is your ',
  announcements: 'ask Anna, ',
  'small words': 'a ',
  'everything at once': 'Jo Smith 415-555-2671 jo@x.io 4111 1111 1111 1111 ',
};

const short = 6_000;
const times = 16;

/** Time of the processor that the work took, in ms, so that neighbours on the machine count little; two at least. */
function cost(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return Math.max(2, (user + system) / 1_000);
}

/** How much longer a text of sixteen times the length takes; the least of some attempts, as soon as it is in bounds. */
function growth(work: (text: string) => void, unit: string, length = short): number {
  const text = unit.repeat(Math.ceil((length * times) / unit.length)).slice(0, length * times);
  const head = text.slice(0, length);
  work(head); // Patterns are compiled when they are first used.
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4 && least > bound; attempt += 1) {
    const small = Math.min(
      cost(() => work(head)),
      cost(() => work(head)),
    );
    least = Math.min(least, cost(() => work(text)) / small);
  }
  return least;
}

/** In proportion it is 16; what looks at all that follows again from each sign makes it 256. */
const bound = 80;

test.each(Object.entries(hostile))(
  '100,000 signs of %s take time in proportion',
  (_, unit) => {
    expect(growth((text) => findEntities(text), unit)).toBeLessThan(bound);
  },
  60_000,
);

test('a pattern that looks again and again is noticed', () => {
  expect(growth((text) => text.match(/1+x/g), '1', 2_000)).toBeGreaterThan(bound);
}, 60_000);
