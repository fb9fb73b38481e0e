import { expect, test } from 'vitest';
import type { ApiKey } from '../../../lib/contracts/identity/api-key.ts';
import { shortPrefix, stateOf, usedWords } from './key-words.ts';

const now = Date.parse('2026-05-10T12:00:00Z');
const key: ApiKey = {
  id: 'key_1',
  name: 'Deploys',
  prefix: 'gw_0ttaxnpvkw8pt2ywfjn76hrn3z_4ebzb826wmjhxs5nk5m6h5a5d7_XvVD',
  scopes: ['guides:read'],
  createdBy: 'usr_1',
  createdAt: '2026-05-01T12:00:00Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  requestsPerMinute: null,
  replacedBy: null,
};

test.each([
  [{}, 'Works', 'never expires', true],
  [{ expiresAt: '2026-05-10T11:00:00Z' }, 'Expired', 'expired 1 hour ago', false],
  [{ revokedAt: '2026-05-10T11:59:00Z' }, 'Revoked', 'revoked 1 minute ago', false],
  [{ expiresAt: '2026-05-10T11:00:00Z', replacedBy: 'key_2' }, 'Replaced', 'ended 1 hour ago', false],
])('a key with %j reads “%s”, %s', (fields, name, when, works) => {
  expect(stateOf({ ...key, ...fields }, now)).toEqual({ works, name, when });
});

test('a rotated key works on until the end of its overlap', () => {
  const state = stateOf({ ...key, replacedBy: 'key_2', expiresAt: '2026-05-11T12:00:00Z' }, now);
  expect(state).toMatchObject({
    works: true,
    name: 'Being replaced',
    when: expect.stringMatching(/^ends May 11/),
  });
});

test('a key is told by the two ends of what is known of it, and by its last use', () => {
  expect(shortPrefix(key.prefix)).toBe('gw_0ttaxn…XvVD');
  expect(usedWords(key, now)).toBe('never used');
  expect(usedWords({ ...key, lastUsedAt: '2026-05-10T11:00:00Z' }, now)).toBe('last used 1 hour ago');
});
