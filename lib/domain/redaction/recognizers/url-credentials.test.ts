import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['https://admin:S3cret!@example.com/x', 'admin:S3cret!'],
  ['postgres://app:pw1@db:5432/prod', 'app:pw1'],
  ['https://api.example.com/?api_key=abcd1234', 'abcd1234'],
  ['GET /cb?access_token=ya0Zb3Kq99&state=1', 'ya0Zb3Kq99'],
  ['https://ghp4f8Kq2LmZ7Rt1Xb@github.com/a/b', 'ghp4f8Kq2LmZ7Rt1Xb'],
  ['https://x.com/?a=1&amp;password=hunter2', 'hunter2'],
  ['https://x.com/v?code=4f8Kq2LmZ7Rt1Xb', '4f8Kq2LmZ7Rt1Xb'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('url-credentials', text)).toEqual([value]);
});

test.each([
  'https://example.com/?page=2&sort=key',
  'https://example.com/?code=200&key=name',
  'ssh://git@github.com/a/b',
  'https://example.com/?token={token}',
  'https://example.com/?api_key=YOUR_KEY',
  'https://example.com:8080/@user',
  'https://example.com/?state=california',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('url-credentials', text)).toEqual([]);
});
