import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['DNI 12345678Z', '12345678Z'],
  ['12345678-Z', '12345678-Z'],
  ['NIE X1234567L', 'X1234567L'],
  ['N.I.F.: 12.345.678-Z', '12.345.678-Z'],
  ['CIF A58818501', 'A58818501'],
  ['NIE: Y-1234567-X', 'Y-1234567-X'],
  ['nif=12345678z', '12345678z'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('es-nif', text)).toEqual([value]);
});

test.each(['DNI 12345678A', 'NIE X1234567A', 'CIF A58818502'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('es-nif', text)).toEqual([]);
  },
);

test.each(['SKU 12345678Z', 'see 12345678z', 'order A58818501', 'serial 12345678Z'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('es-nif', text)).toEqual([]);
  },
);
