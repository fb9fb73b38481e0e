import { expect, test } from 'vitest';
import { keyScopes } from '../../../lib/contracts/identity/key-scope.ts';
import { mayGive } from './scope-words.ts';

test('an owner may give every scope, an admin all but the one that changes policies, an editor only guides and recordings', () => {
  const givenBy = (role: 'editor' | 'admin' | 'owner') => keyScopes.filter((scope) => mayGive(role, scope));
  expect(givenBy('owner')).toEqual([...keyScopes]);
  expect(givenBy('admin')).toEqual(keyScopes.filter((scope) => scope !== 'tenant:write'));
  expect(givenBy('editor')).toEqual(['guides:read', 'guides:write', 'recordings:read', 'recordings:write']);
  expect(keyScopes.some((scope) => mayGive(undefined, scope))).toBe(false);
});
