import type { Role } from '../../../contracts/identity/role.ts';
import { roles } from '../../../contracts/identity/role.ts';
import type { Account } from '../accounts.ts';

/** Sending batches goes past the policies, straight to the stream: the token itself must say who may. */
export function scopesFor(role: Role): readonly string[] {
  return roles.indexOf(role) >= roles.indexOf('editor') ? ['guides', 'record'] : ['guides'];
}

/** @param since when it was given out, in Unix seconds */
export function stillHolds(account: Account, since: number): boolean {
  return since >= account.notBefore;
}
