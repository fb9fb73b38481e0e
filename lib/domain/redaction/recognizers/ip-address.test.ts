import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['from 192.168.1.20 port 22', '192.168.1.20'],
  ['http://10.0.0.7:8080/x', '10.0.0.7'],
  ['IP: 203.0.113.9.', '203.0.113.9'],
  ['net 172.16.0.0/12', '172.16.0.0/12'],
  ['2001:db8::8a2e:370:7334', '2001:db8::8a2e:370:7334'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['ping fe80::1%eth0: ok', 'fe80::1%eth0'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['loopback ::1', '::1'],
  ['8.8.8.8', '8.8.8.8'],
  ['0:0:0:0:0:ffff:129.144.52.38', '0:0:0:0:0:ffff:129.144.52.38'],
  ['IP 1.2.3.4', '1.2.3.4'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('ip-address', text)).toEqual([value]);
});

test.each([
  '256.1.1.1',
  '192.168.1.999',
  '12345:db8::1',
  '2001::db8::1',
  '684D:1111:222:3333:4444:5555:77',
  'gggg::1',
])('what is no address is not found: “%s”', (text) => {
  expect(found('ip-address', text)).toEqual([]);
});

test.each([
  'version 10.0.19.1',
  'v4.18.0.2',
  'chapter 1.2.3.4',
  'see 1.2.3.4',
  'Chrome/120.0.0.0',
  '1.3.6.1.4.1.311',
  '12:34:56',
  'std::vector',
  'a::b',
  'netmask 255.255.255.0',
  '00:1a:2b:3c:4d:5e',
  'ratio 1:2:3:4',
  'update to 5.10.16.3',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('ip-address', text)).toEqual([]);
});
