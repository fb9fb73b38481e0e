import { expect, test } from 'vitest';
import { lineAt } from '../../../../test/fakes/read-words.ts';
import { findOnPicture } from './find-on-picture.ts';
import type { WordLine } from './read-words.ts';
import { standardPolicy } from './standard-policy.ts';

const found = (...lines: WordLine[]) =>
  findOnPicture(lines, (text, around) => standardPolicy.find(text, { ...around, host: 'shop.example' }));
/** The words that are to be covered, in the order of the picture. */
function covered(...lines: WordLine[]): string[] {
  const boxes = new Set(found(...lines).map(({ box }) => JSON.stringify(box)));
  return lines.flat().flatMap(({ text, box }) => (boxes.has(JSON.stringify(box)) ? [text] : []));
}

test('of a line only the words that are sensitive are covered', () => {
  expect(covered(lineAt(40, 40, 'Write to anna.keller@northwind.com before Monday'))).toEqual([
    'anna.keller@northwind.com',
  ]);
  expect(found(lineAt(40, 40, 'Write to anna.keller@northwind.com'))[0]?.kind).toBe('email');
});

test('a password is known by its word in the line, in the cell beside it, and above it', () => {
  expect(covered(lineAt(40, 40, 'Password: hunter2-Blue'))).toEqual(['hunter2-Blue']);
  expect(covered(lineAt(40, 40, 'Use gate code 4417 after six'))).toEqual(['4417']);
  expect(covered(lineAt(40, 40, 'Gate code'), lineAt(160, 40, '4417'))).toEqual(['4417']);
  expect(covered(lineAt(40, 40, 'Password'), lineAt(40, 64, 'hunter2-Blue'))).toEqual(['hunter2-Blue']);
  expect(covered(lineAt(40, 40, 'Order code'), lineAt(160, 40, '4417'))).toEqual([]);
  expect(covered(lineAt(40, 40, 'Password'), lineAt(160, 40, 'required'))).toEqual([]);
});

test('a number in groups is covered whole', () => {
  expect(covered(lineAt(40, 40, 'Paid with 4929 6457 2798 9263 today'))).toEqual([
    '4929',
    '6457',
    '2798',
    '9263',
  ]);
});

test.each([
  ['a sign taken for another', 'Contact anna.keller©northwind.com', ['anna.keller©northwind.com']],
  [
    'blanks around signs',
    'Contact anna . keller @ northwind . com',
    ['anna', '.', 'keller', '@', 'northwind', '.', 'com'],
  ],
  ['letters for digits', 'Paid with 4929 6457 2798 926B', ['4929', '6457', '2798', '926B']],
  [
    'a digit for another, so that the check fails',
    'Paid with 4929 6457 2798 9268',
    ['4929', '6457', '2798', '9268'],
  ],
  ['a digit too many', 'IBAN DEG65 3247 2315 3059 3473 16', ['DEG65', '3247', '2315', '3059', '3473', '16']],
  ['a nought with a stroke', 'iban=DE4© 2333 6118 8594 3192 12 ok', ['iban=DE4©', '2333', '3192', '12']],
  ['a letter that no hexadecimal number has', 'Device 0c:e6:9¢:90:70:cT', ['0c:e6:9¢:90:70:cT']],
  ['a sign for a hexadecimal letter', 'Device 4£:87:26:af:e2:ae', ['4£:87:26:af:e2:ae']],
  ['a letter for a colon', 'Device: 9bzea:f9:19:71:03', ['9bzea:f9:19:71:03']],
  ['blanks around hyphens', 'Date of birth 1990 - 06-19', ['1990', '-', '06-19']],
  ['blanks for dots', 'ibrahim keller@post meridian.net', ['ibrahim', 'keller@post', 'meridian.net']],
  ['other letters at the head of a key', 'Token AKTATKKHJIKMMKYPLXADH', ['AKTATKKHJIKMMKYPLXADH']],
  ['a bracket for a letter', 'Token AKIAI)3KFHT4HANC37BK', ['AKIAI)3KFHT4HANC37BK']],
  ['a blank within a number', 'Seen from 93.69.2 15.43', ['93.69.2', '15.43']],
  ['a question mark for a letter', 'Secret AKIAFGKQPGEFAWKTKO?2', ['AKIAFGKQPGEFAWKTKO?2']],
  [
    'a letter of a key as large as small ones are',
    'API key SK_live yPSYfywLRBc5WiwHaHx7S48b',
    ['SK_live', 'yPSY'],
  ],
  ['letters for the sign of an address', 'Warehouse - E-mail: priya.raofilumen.io', ['priya.raofilumen.io']],
  ['noughts for more of it', 'E-mail: anna_marino@@@post.meridian.net', ['anna_marino@@@']],
  ['a letter for it', 'Email address tomasz_rao04gacme.co.uk', ['tomasz_rao04gacme.co.uk']],
  ['a letter for it, behind a password', 'Feed https://greta:hunter212glumen.io', ['https:']],
  ['a sign of money for another', 'Contact anna.keller€northwind.com', ['anna.keller€northwind.com']],
  ['that before a number', 'Contact anna.keller€163.com', ['anna.keller€163.com']],
  ['a password in an address', 'https: //henrik:Tr0ub4323 @post.meridian.net', ['henrik']],
])('what was misread is found all the same: %s', (_, text, words) => {
  expect(covered(lineAt(40, 40, text))).toEqual(
    expect.arrayContaining(words.map((word) => expect.stringContaining(word))),
  );
});

test('a number that only its label gives away is covered: beside it, above it, and at the head of its column', () => {
  expect(covered(lineAt(40, 40, 'Date of birth'), lineAt(300, 40, '20/3/1953'))).toEqual(['20/3/1953']);
  expect(covered(lineAt(40, 40, 'Date of birth'), lineAt(40, 62, '20/3/1953'))).toEqual(['20/3/1953']);
  const column = [0, 1, 2].map((row) => lineAt(200, 76 + row * 36, `1${row}/4/1961`));
  const names = [0, 1, 2].map((row) => lineAt(40, 76 + row * 36, 'Chair'));
  const heads = [lineAt(40, 40, 'Product'), lineAt(200, 40, 'Born')];
  expect(covered(...heads, ...names, ...column)).toEqual(['10/4/1961', '11/4/1961', '12/4/1961']);
  for (const misread of ['Bom', 'orn', 'sorn', 'Date of birlh', 'Boorn'])
    expect(covered(lineAt(40, 40, misread), lineAt(240, 40, '11/7/1965'))).toEqual(['11/7/1965']);
  expect(covered(lineAt(40, 40, 'sorn 14/7/1960'))).toEqual(['14/7/1960']);
  expect(covered(lineAt(40, 40, 'Bought'), lineAt(140, 40, '11/7/2025'))).toEqual([]);
  expect(covered(lineAt(40, 40, 'Delivered'), lineAt(300, 40, '20/3/1953'))).toEqual([]);
});

test('a name in a column of names is covered, and the words of other columns are not', () => {
  const lines = [
    lineAt(40, 40, 'Name'),
    lineAt(300, 40, 'Note'),
    lineAt(40, 76, 'Airi Satou'),
    lineAt(300, 76, 'Sort Order'),
  ];
  expect(covered(...lines)).toEqual(['Airi', 'Satou']);
});

test('what is wrapped onto the next line, or was read as two lines, is covered in both', () => {
  expect(covered(lineAt(40, 40, 'Paid with 4929 6457'), lineAt(40, 60, '2798 9263 and shipped'))).toEqual([
    '4929',
    '6457',
    '2798',
    '9263',
  ]);
  expect(covered(lineAt(40, 40, 'Write to priya912@northwind-'), lineAt(40, 60, 'mail.com today'))).toEqual([
    'priya912@northwind-',
    'mail.com',
  ]);
  expect(covered(lineAt(40, 40, 'IBAN DE41'), lineAt(130, 40, '9989 3142 2511 0848 78'))).toHaveLength(6);
  expect(covered(lineAt(40, 40, 'Version 4.18.2. Born'), lineAt(40, 60, '22/12/1959 as agreed'))).toEqual([
    '22/12/1959',
  ]);
  expect(covered(lineAt(40, 40, 'Cara'), lineAt(40, 60, 'Stevens'))).toEqual(['Cara', 'Stevens']);
  expect(covered(lineAt(40, 40, 'Save'), lineAt(40, 60, 'Changes'))).toEqual([]);
  expect(covered(lineAt(40, 40, 'Grace'), lineAt(40, 60, 'Period'))).toEqual([]);
  const dot = [{ text: '.', confidence: 0.9, box: { x: 215, y: 51, width: 3, height: 3 } }];
  const row = [lineAt(40, 40, 'The report of Monday'), dot, lineAt(235, 40, 'NHS number 682 354')];
  expect(covered(...row, lineAt(40, 62, '1040, as agreed'))).toEqual(['682', '354', '1040,']);
});

test('the name of the field below is no end of what stands over it', () => {
  const below = lineAt(40, 62, 'Street and number');
  expect(covered(lineAt(40, 40, 'cara.stevens@example.com'), below)).toEqual(['cara.stevens@example.com']);
  // A corner of a field may be read as a digit.
  expect(covered(lineAt(40, 40, '7 Mira Example'), below)).not.toContain('Street');
  const key = lineAt(40, 40, 'ghp_vP0s4CeIS5v7B3jmAK8pPqaQd6hZ9NQ8pi2W');
  for (const next of ['Save changes', 'Version 4.18.2', 'Total $1,284.50', 'Status: active'])
    expect(covered(key, lineAt(40, 62, next))).toHaveLength(1);
});

test('an address whose sign was misread is known by what it is called, and a file or a server is none', () => {
  const at = lineAt(300, 40, 'priya.raofilumen.io');
  for (const label of ['E-mail', 'Contact:', 'Email address'])
    expect(covered(lineAt(40, 40, label), at)).toHaveLength(1);
  expect(covered(lineAt(40, 40, 'File'), lineAt(300, 40, 'order.summary.pdf'))).toEqual([]);
  expect(covered(lineAt(40, 40, 'Contact us at www.northwind.com'))).toEqual([]);
  expect(covered(lineAt(40, 40, 'Server: http://localhost:8080/orders'))).toEqual([]);
});

test('a number that lost a digit in reading is known by what it is called, where the company hides that', () => {
  const digits = lineAt(300, 40, '43 212 9515');
  for (const label of ['NHS number', 'Date of birth:', 'Phone'])
    expect(covered(lineAt(40, 40, label), digits)).toEqual(['43', '212', '9515']);
  expect(covered(lineAt(40, 40, 'Quantity'), digits)).toEqual([]);
  expect(covered(lineAt(40, 40, 'Report on NHS number: 43 212 9515 today'))).toEqual(['43', '212', '9515']);
  expect(covered(lineAt(40, 40, 'Invoice number: 43 212 9515 today'))).toEqual([]);
  expect(findOnPicture([lineAt(40, 40, 'NHS number'), digits], () => [])).toEqual([]);
});

test('what goes on behind an address is none of it', () => {
  const sentence = 'Mail anna.keller@northwind.com, shipping takes three days, as agreed';
  expect(covered(lineAt(40, 40, sentence))).toEqual(['anna.keller@northwind.com,']);
  expect(covered(lineAt(40, 40, 'Feed: https://anna:w1nter42@northwind.com'))).toHaveLength(1);
  expect(covered(lineAt(40, 40, 'Contact: a.quill+shop@northwind.com'))).toHaveLength(1);
  expect(covered(lineAt(40, 40, 'e-mail anna.keller@northwind.com'))).toHaveLength(1);
  expect(covered(lineAt(40, 40, 'Write to priya@post. harbor. example. org now'))).toEqual([
    'priya@post.',
    'harbor.',
    'example.',
    'org',
  ]);
});

test('an address that goes on below is covered in both lines', () => {
  const mail = [lineAt(40, 40, 'cara.stevens@example.co'), lineAt(40, 62, 'mpany.com today')];
  expect(covered(...mail)).toEqual(['cara.stevens@example.co', 'mpany.com']);
  const house = [lineAt(40, 40, 'Flat 3, 12 Mill'), lineAt(40, 62, 'Lane, Ely')];
  expect(covered(...house)).toEqual(['Flat', '3,', '12', 'Mill', 'Lane,', 'Ely']);
});

test('lines far apart are not taken for one text', () => {
  expect(covered(lineAt(40, 40, 'Paid with 4929 6457'), lineAt(40, 200, '2798 9263 and shipped'))).toEqual(
    [],
  );
  expect(covered(lineAt(40, 40, 'Paid with 4929 6457'), lineAt(700, 40, '2798 9263 and shipped'))).toEqual(
    [],
  );
});

test('pages of plain words, amounts, dates and versions keep all of their words', () => {
  const lines = [
    'Orders of the last quarter are up to date',
    'Total $1,284.50 for 12 items',
    'Total €128.00, delivered within three days.',
    'Total € 128, delivered within three days.',
    'Version 4.18.2 of 3 May 2026',
    'Invoice #007612',
    'Showing 1 to 10 of 57 entries',
    'Page 2 of 14',
  ].map((text, row) => lineAt(40, 40 + row * 40, text));
  expect(covered(...lines)).toEqual([]);
});
