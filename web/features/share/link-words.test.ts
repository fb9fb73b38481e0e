import { expect, test } from 'vitest';
import { afterRevocationSeconds, type ShareLink } from '../../../lib/contracts/share/link.ts';
import { afterEnding, afterRevoking, isOpen, linkName, originOf, stateOf } from './link-words.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const link = (changes: Partial<ShareLink> = {}): ShareLink => ({
  id: 'lnk_1',
  guideId: 'gde_1',
  name: 'Partners',
  createdBy: { id: 'usr_1', name: 'Ada' },
  createdAt: '2026-03-01T09:00:00Z',
  expiresAt: '2026-03-03T10:00:00Z',
  revokedAt: null,
  ...changes,
});

test.each([
  [{}, true, 'Open, expires in 2 days'],
  [{ expiresAt: null }, true, 'Open, never expires'],
  [{ expiresAt: '2026-03-01T09:00:00Z' }, false, 'Expired 1 hour ago'],
  [{ revokedAt: '2026-03-01T09:55:00Z', expiresAt: null }, false, 'Revoked 5 minutes ago'],
])('a link with %j is open: %s', (changes, open, words) => {
  expect(isOpen(link(changes), now)).toBe(open);
  expect(stateOf(link(changes), now)).toBe(words);
});

test('a link is called by its name, and says who made it', () => {
  expect(linkName(link())).toBe('“Partners”');
  expect(linkName(link({ name: null }))).toMatch(/^the link created /);
  expect(originOf(link(), 'usr_1')).toMatch(/^Created by you /);
  expect(originOf(link(), 'usr_2')).toMatch(/^Created by Ada /);
  expect(originOf(link({ createdBy: { id: 'usr_1', name: null } }), 'usr_2')).toMatch(
    /^Created by a colleague /,
  );
  expect(originOf(link({ createdBy: { id: 'key_1', name: null } }), 'usr_2')).toMatch(
    /^Created with an API key /,
  );
  expect(originOf(link({ createdBy: null }), 'usr_2')).not.toContain(' by ');
});

test.each([
  [0, 'Any links to it stop working for good'],
  [1, 'Its link stops working for good'],
  [3, 'Its 3 links stop working for good'],
])('before %d links are ended it is said that they do not come back', (count, words) => {
  expect(afterEnding(count)).toContain(words);
});

test('before revoking it is said how long readers can go on, and that a public guide stays readable', () => {
  expect(afterRevoking('link')).toContain(`refused ${afterRevocationSeconds} second later`);
  expect(afterRevoking('public')).toContain('still read it');
  expect(afterRevoking('public')).not.toContain('refused');
});
