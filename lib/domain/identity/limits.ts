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
 * thousands; an e-mail's limit is what keeps a mailbox from being flooded, known to us or not.
 */
const limits = { email: 5, viewer: 60, peer: 3_000, tenant: 200, guesses: 20 };

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
    [`mail/${email}`, limits.email],
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
    [`mail/${email}`, limits.email],
  ]);
}

/** Guesses at the present password by somebody who is signed in already. */
export async function limitGuesses(
  counters: Limits,
  userId: string,
  now: number,
): Promise<Limited | undefined> {
  return takeAll(counters, now, [[`password/${userId}`, limits.guesses]]);
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
