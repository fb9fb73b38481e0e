import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  [
    'Ship to 1600 Pennsylvania Ave NW, Washington, DC 20500',
    '1600 Pennsylvania Ave NW, Washington, DC 20500',
  ],
  ['221B Baker Street, London NW1 6XE', '221B Baker Street, London NW1 6XE'],
  ['Hauptstraße 12, 10115 Berlin', 'Hauptstraße 12, 10115 Berlin'],
  ['12 bis rue de la Paix, 75002 Paris', '12 bis rue de la Paix, 75002 Paris'],
  ['Calle Mayor 5, 28013 Madrid', 'Calle Mayor 5, 28013 Madrid'],
  ['Via Roma 10, 00184 Roma', 'Via Roma 10, 00184 Roma'],
  ['Keizersgracht 123, 1015 CJ Amsterdam', 'Keizersgracht 123, 1015 CJ Amsterdam'],
  ['ul. Marszałkowska 10/5, 00-590 Warszawa', 'ul. Marszałkowska 10/5, 00-590 Warszawa'],
  ['Rua Augusta, 1200, 01304-001 São Paulo', 'Rua Augusta, 1200, 01304-001 São Paulo'],
  ['123 Queen Street, Toronto, ON M5V 2T6', '123 Queen Street, Toronto, ON M5V 2T6'],
  ['5 George Street, Sydney NSW 2000', '5 George Street, Sydney NSW 2000'],
  ['Storgatan 12, 111 22 Stockholm', 'Storgatan 12, 111 22 Stockholm'],
  ['Flat 3, 12 MG Road, Bengaluru 560001', 'Flat 3, 12 MG Road, Bengaluru 560001'],
  ['東京都千代田区千代田1-1', '東京都千代田区千代田1-1'],
  ['P.O. Box 123', 'P.O. Box 123'],
  ['Address: 7 Dove Cottage', '7 Dove Cottage'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('postal-address', text)).toEqual([value]);
});

test.each([
  ['Jan 14, 2026', 'Delivered'],
  ['14 Jan 2026', 'Shipping address'],
  ['12/01/2026', 'Delivery'],
  ['Ready 12/01/2026', 'Street and number'],
  ['3 Parcels', 'Delivered'],
])('a day or a count is none, whatever its column is called: “%s” under “%s”', (text, label) => {
  expect(found('postal-address', text, { label })).toEqual([]);
});

test('in a column of addresses a number and words are one, beside a day as well', () => {
  const label = 'Shipping address';
  expect(found('postal-address', '7 Dove Cottage', { label })).toEqual(['7 Dove Cottage']);
  expect(found('postal-address', '7 May Cottage', { label })).toEqual(['7 May Cottage']);
  expect(found('postal-address', 'Dove Cottage 7, on 12/01/2026', { label })).toHaveLength(1);
});

test.each([
  'Step 2 Google Drive',
  '3 New Messages',
  'via API 3',
  'Page 1 of 10',
  'Version 12 Release Way',
  'a 2 way street',
  'Meeting on 12 March',
  'String 5',
  '10 Best Places',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('postal-address', text)).toEqual([]);
});
