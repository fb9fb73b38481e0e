import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ["Driver's license: D1234567", 'D1234567'],
  ['driver license no. S-123-456-789-012', 'S-123-456-789-012'],
  ['Driving licence number MORGA657054SM9IJ', 'MORGA657054SM9IJ'],
  ['DL 12345678', '12345678'],
  ['driver_license=WDLABCD456DG', 'WDLABCD456DG'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-driver-licence', text)).toEqual([value]);
});

test.each(['D1234567', 'License MIT 2024', 'order D1234567', 'Driver version 4.2', 'part number S-123-456'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('us-driver-licence', text)).toEqual([]);
  },
);
