import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['DOB: 12/05/1980', '12/05/1980'],
  ['born on 3 May 1980', '3 May 1980'],
  ['Geburtsdatum: 03.05.1980', '03.05.1980'],
  ['née le 3 mai 1980', '3 mai 1980'],
  ['Fecha de nacimiento: 3 de mayo de 1980', '3 de mayo de 1980'],
  ['date_of_birth=1980-05-03', '1980-05-03'],
  ['生年月日：1980年5月3日', '1980年5月3日'],
  ['Birthday: May 3rd, 1980', 'May 3rd, 1980'],
  ['DOB 19800503', '19800503'],
  ['Name,DOB\nJo,1980-05-03', '1980-05-03'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('date-of-birth', text)).toEqual([value]);
});

test.each([
  '1980-05-03',
  'Due 12/05/2024',
  'born to run',
  'DOB: unknown',
  'Date of birth is asked for on 3 of 5 pages',
  'Order date: 03.05.2024',
  'Last login 2024-05-03',
  'version 12.5.80',
  'Shown when born. Ordered 12/01/2026',
  'Paid 03.05.2024',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('date-of-birth', text)).toEqual([]);
});
