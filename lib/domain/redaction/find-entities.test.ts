import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntityKind, entityKinds } from '../../contracts/redaction/entity-kind.ts';
import { recognizers } from './all-recognizers.ts';
import { findEntities } from './find-entities.ts';

const kinds = (text: string, options = {}) => findEntities(text, options).map(({ kind }) => kind);

test('there is one recognizer for each kind, and each names the source of its rule', () => {
  expect(recognizers.map(({ kind }) => kind).sort()).toEqual([...entityKinds].sort());
  for (const { kind, source } of recognizers) expect([kind, source.length > 10]).toEqual([kind, true]);
});

test('a text of many kinds is found in order, each part once', () => {
  const text =
    'Jo: jo@example.com, card 4111 1111 1111 1111, IBAN DE89370400440532013000, SSN 219-09-9998, from 10.0.0.7';
  expect(kinds(text)).toEqual(['email', 'card', 'iban', 'us-ssn', 'ip-address']);
});

test('asking for some kinds leaves out the others, which still say what a number is', () => {
  const text = 'Card 4111 1111 1111 1111';
  expect(kinds(text, { kinds: ['phone', 'in-aadhaar'] })).toEqual([]);
  expect(kinds(text, { kinds: ['card'] })).toEqual(['card']);
});

test.each<[string, string, EntityKind]>([
  ['876543210', 'Tax file number', 'au-tfn'],
  ['1234567893', 'npi', 'us-npi'],
  ['021000021', 'routingNumber', 'us-aba'],
  ['340007237', 'Passport', 'us-passport'],
  ['1980-05-03', 'dateOfBirth', 'date-of-birth'],
  ['612 345 678', 'Teléfono móvil', 'phone'],
  ['Xanthippe', 'Last name', 'person-name'],
])('%s in a field called “%s” is a %s', (text, label, kind) => {
  expect(kinds(text, { label })).toEqual([kind]);
});

test.each(['Order number', 'Version', 'amount', 'invoice_no'])(
  '876543210 in a field called “%s” is nobody’s',
  (label) => {
    expect(kinds('876543210', { label })).toEqual([]);
  },
);

test('a number that fits two countries is of the region that is named', () => {
  const both = '567 890 123';
  expect(kinds(`see ${both} there`, { region: 'ES', label: 'móvil' })).toEqual(['phone']);
  expect(kinds('see 415 555 2671 there', { region: 'us' })).toEqual(['phone']);
  expect(kinds('see 415 555 2671 there', { region: 'GB' })).toEqual(['uk-nhs']);
});

test('strictness asks for more or less', () => {
  const weak = 'see 876543210 there';
  expect(kinds(weak)).toEqual([]);
  expect(kinds(weak, { strictness: 'strict' })).toEqual(['au-tfn']);
  const named = 'Passport 340007237';
  expect(kinds(named)).toEqual(['us-passport']);
  expect(kinds(named, { strictness: 'light' })).toEqual([]);
});

test('words reach their own number, not the next one', () => {
  expect(kinds('TFN 876 543 210, order 876543210')).toEqual(['au-tfn']);
  expect(kinds('order 876543210, TFN 876 543 210')).toEqual(['au-tfn']);
  expect(kinds('NPIs 1234567893, 1245319599 and 1003000126')).toEqual(['us-npi', 'us-npi', 'us-npi']);
});

test('invisible and foreign signs hide nothing', () => {
  const text = 'card 4111\u200b1111\u00ad1111\u20601111!';
  const [card] = findEntities(text);
  expect(text.slice(card?.start, card?.end)).toBe('4111\u200b1111\u00ad1111\u20601111');
});

test('whatever the text, entities lie within it, in order and apart', () => {
  const parts = fc.constantFrom(
    'jo@x.io',
    '4111 1111 1111 1111',
    ' ',
    'SSN 219-09-9998',
    '\n',
    '𝟒',
    ',',
    'Dr. Jo Day',
    '+49 30 1234567',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let end = 0;
      for (const entity of findEntities(text)) {
        expect(entity.start).toBeGreaterThanOrEqual(end);
        expect(entity.end).toBeGreaterThan(entity.start);
        end = entity.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});
