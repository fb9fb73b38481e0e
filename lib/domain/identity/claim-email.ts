import type { Members } from './people.ts';

/** Who an e-mail belongs to, or will, once its account is complete. */
export interface EmailClaim {
  readonly userId: string;
  readonly tenantId: string;
  /** Milliseconds since the epoch. */
  readonly claimedAt: number;
  readonly confirmed: boolean;
}

export interface Emails {
  find(email: string): Promise<EmailClaim | undefined>;
  /** Unconfirmed. False unless the e-mail is held by nobody, or as `previous` says still. */
  claim(
    email: string,
    claim: Omit<EmailClaim, 'confirmed'>,
    previous: EmailClaim | undefined,
  ): Promise<boolean>;
  /** The account is complete: nothing is left to go on with. */
  confirm(email: string, userId: string): Promise<void>;
}

export interface ClaimPorts {
  readonly emails: Emails;
  readonly members: Members;
  readonly now: () => number;
}

/** Longer than anything that claims can be at work. */
const workingMs = 15 * 60_000;

/**
 * Gives the e-mail to the user, before anything else of the account is made: whoever is second makes nothing. The same
 * user again goes on where it was, with as much time as at first. What a removed member held, or somebody who never
 * came to the end, is free.
 */
export async function claimEmail(
  ports: ClaimPorts,
  email: string,
  user: { readonly userId: string; readonly tenantId: string },
): Promise<boolean> {
  const holder = await ports.emails.find(email);
  const isOurs = holder?.userId === user.userId;
  if (isOurs && holder.confirmed) return true;
  if (holder && !isOurs && !(await isFree(ports, holder))) return false;
  const claim = { ...user, claimedAt: ports.now() };
  if (await ports.emails.claim(email, claim, holder)) return true;
  // Another try of the same user's may have been quicker.
  return (await ports.emails.find(email))?.userId === user.userId;
}

async function isFree({ members, now }: ClaimPorts, holder: EmailClaim): Promise<boolean> {
  const member = await members.find(holder.tenantId, holder.userId);
  if (member) return member.status === 'removed';
  // Confirmed and without a member: that one was removed, long ago.
  return holder.confirmed || now() - holder.claimedAt > workingMs;
}
