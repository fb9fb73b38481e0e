import type { Role } from '../../../contracts/identity/role.ts';
import { roles } from '../../../contracts/identity/role.ts';
import type { Account } from '../accounts.ts';

/** Sending batches goes past the policies, straight to the stream: the token itself must say who may. */
export function scopesFor(role: Role): readonly string[] {
  return roles.indexOf(role) >= roles.indexOf('editor') ? ['guides', 'record'] : ['guides'];
}

/** The provider, and tokens, count in seconds: with a fraction, so that nothing is given out in the same one as ends it. */
export const inSeconds = (milliseconds: number): number => milliseconds / 1_000;
export const inMilliseconds = (seconds: number): number => Math.round(seconds * 1_000);

/**
 * Whether what came of a sign-in still counts: sessions, codes and tokens are judged by when it began, before its
 * password was read, however late they were given out.
 * @param signedInAt seconds, with a fraction
 */
export function stillHolds(
  { notBefore }: Pick<Account, 'notBefore'>,
  signedInAt: number | undefined,
): boolean {
  return inMilliseconds(signedInAt ?? 0) > notBefore;
}
