import { expect, test } from 'vitest';
import { kindOfField } from './kind-of-field.ts';

test.each([
  [{ type: 'email' }, 'email'],
  [{ type: 'tel', label: 'Reach me at' }, 'phone'],
  [{ autocomplete: 'section-a shipping street-address' }, 'postal-address'],
  [{ autocomplete: 'cc-name' }, 'person-name'],
  [{ autocomplete: 'bday-year' }, 'date-of-birth'],
  [{ label: 'Work e-mail address *' }, 'email'],
  [{ label: 'Phone number (optional)' }, 'phone'],
  [{ label: 'Your full name' }, 'person-name'],
  [{ label: 'customerName' }, 'person-name'],
  [{ label: 'Street and number' }, 'postal-address'],
  [{ label: 'IBAN' }, 'iban'],
  [{ label: 'Date of birth' }, 'date-of-birth'],
])('a field of %j will hold %s', (signs, kind) => {
  expect(kindOfField(signs)).toBe(kind);
});

test.each([
  { label: 'Email subject' },
  { label: 'Phone model' },
  { label: 'Web address' },
  { label: 'File name' },
  { label: 'Name' },
  { label: 'Search' },
  { type: 'text', autocomplete: 'off', label: 'Quantity' },
])('a field of %j may hold anything', (signs) => {
  expect(kindOfField(signs)).toBeUndefined();
});

test('of fields that only words speak for, the strictness decides', () => {
  expect(kindOfField({ label: 'Full name' }, 'light')).toBeUndefined();
  expect(kindOfField({ type: 'email' }, 'light')).toBe('email');
  expect(kindOfField({ label: 'Name' }, 'strict')).toBe('person-name');
});
