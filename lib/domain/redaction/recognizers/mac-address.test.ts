import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['MAC 00:1A:2B:3C:4D:5E', '00:1A:2B:3C:4D:5E'],
  ['ether 00-1a-2b-3c-4d-5e up', '00-1a-2b-3c-4d-5e'],
  ['001a.2b3c.4d5e', '001a.2b3c.4d5e'],
  ['MAC address 001A2B3C4D5E', '001A2B3C4D5E'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('mac-address', text)).toEqual([value]);
});

test.each(['00:1A:2B:3C:4D', '00:1A:2B:3C:4D:5G', '00:1A-2B:3C-4D:5E'])(
  'what is no address is not found: “%s”',
  (text) => {
    expect(found('mac-address', text)).toEqual([]);
  },
);

test.each([
  '001A2B3C4D5E',
  'serial 001A2B3C4D5E',
  '12:34:56',
  '00:1a:2b:3c:4d:5e:6f:70',
  'sha1 001a2b3c4d5e',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('mac-address', text)).toEqual([]);
});
