/** Addresses of whoever connected, and of whom it says it speaks for; the same without a proxy. */
export interface Sender {
  readonly peer: string;
  readonly viewer: string;
}

/** Counters that start anew each hour. */
export interface Limits {
  /** Counts one; gives the seconds to wait when the hour's are used up, and counts nothing then. */
  take(key: string, limit: number, now: number): Promise<number | undefined>;
}

/**
 * For an hour. A viewer's address may be a company's, and whoever connects may be a server of the edge that speaks for
 * thousands; an e-mail's limits are what keeps a mailbox from being flooded, known to us or not. Each thing that anybody
 * may ask for is counted by itself. Invitations of all tenants are counted together, apart from those, and one tenant
 * has less than half: nobody keeps a company's invitation away by asking for other mails and inviting from one of their
 * own, though with three of their own they do.
 */
const limits = { purpose: 5, invitations: 12, viewer: 60, peer: 3_000, tenant: 200, guesses: 20 };

export type Limited = {
  readonly ok: false;
  readonly reason: 'too-many-requests';
  readonly retryAfter: number;
};

/** What anybody may ask for who can name an e-mail. */
export async function limitOpenRequest(
  counters: Limits,
  request: string,
  { peer, viewer }: Sender,
  email: string,
  now: number,
): Promise<Limited | undefined> {
  return takeAll(counters, now, [
    [`${request}/peer/${peer}`, limits.peer],
    // The peer is part of it: by itself anybody could name another's address.
    [`${request}/viewer/${peer}/${viewer}`, limits.viewer],
    [`${request}/mail/${email}`, limits.purpose],
  ]);
}

/** Mails that members of a tenant have sent. */
export async function limitInvitations(
  counters: Limits,
  tenantId: string,
  email: string,
  now: number,
): Promise<Limited | undefined> {
  return takeAll(counters, now, [
    [`invite/tenant/${tenantId}`, limits.tenant],
    [`invite/mail/${tenantId}/${email}`, limits.purpose],
    [`invite/mailbox/${email}`, limits.invitations],
  ]);
}

/**
 * Guesses at a password by somebody who has half of what it takes.
 * @param other half: the user who is signed in already, or the hash of a mail's token
 */
export async function limitGuesses(
  counters: Limits,
  other: string,
  now: number,
): Promise<Limited | undefined> {
  return takeAll(counters, now, [[`password/${other}`, limits.guesses]]);
}

async function takeAll(
  counters: Limits,
  now: number,
  keys: readonly (readonly [key: string, limit: number])[],
): Promise<Limited | undefined> {
  for (const [key, limit] of keys) {
    const wait = await counters.take(key, limit, now);
    if (wait !== undefined) return { ok: false, reason: 'too-many-requests', retryAfter: wait };
  }
  return undefined;
}
