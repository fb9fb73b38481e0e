import { type Account, type Accounts, normalizeEmail, type Passwords } from '../accounts.ts';

export interface CredentialPorts {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly places: KnownPlaces;
  readonly failures: FailedSignIns;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Attempts {
  /** Counts an attempt; gives seconds to wait when the window is used up, and counts nothing then. */
  take(key: string, limit: number, now: number): Promise<number | undefined>;
  giveBack(key: string, now: number): Promise<void>;
}

/** Devices and addresses from which somebody signed in before. */
export interface KnownPlaces {
  knows(email: string, place: string): Promise<boolean>;
  remember(email: string, place: string, now: number): Promise<void>;
}

/** What did not get in, counted per e-mail for the audit log of whoever's it is. Takes as long for nobody's. */
export interface FailedSignIns {
  /** @param account whose password it was not */
  wrong(email: string, account: Account | undefined, now: number): Promise<void>;
  /** Turned away unread, since there were too many before. */
  limited(email: string, now: number): Promise<void>;
}

/** Addresses of whoever connected, and of whom it says it speaks for; the same without a proxy. */
export interface Sender {
  readonly peer: string;
  readonly viewer: string;
}

export interface Attempt {
  readonly email: string;
  readonly password: string;
  readonly sender: Sender;
  /** What the browser was given when somebody last signed in with it; anything, if it made it up. */
  readonly device: string | undefined;
}

export type CredentialOutcome =
  | { readonly ok: true; readonly value: Account }
  | { readonly ok: false; readonly reason: 'wrong-credentials' }
  | { readonly ok: false; readonly reason: 'too-many-attempts'; readonly retryAfter: number };

/**
 * Failed sign-ins in one window of the counter. A viewer's address may be a company's, and whoever connects may be a
 * server of the edge that speaks for thousands: those limits only bound the load. Whoever comes from a device or an
 * address that the e-mail's owner signed in from has a counter of its own, which no stranger can use up.
 */
const limits = { place: 20, email: 20, viewer: 300, peer: 3_000 };

/** An unknown e-mail and a wrong password get the same answer after the same work. */
export async function checkCredentials(
  ports: CredentialPorts,
  { email: written, password, sender, device }: Attempt,
): Promise<CredentialOutcome> {
  const now = ports.now();
  const email = normalizeEmail(written);
  const places = placesOf(sender, device);
  const counters = await countersFor(ports, email, places, sender);
  for (const { key, limit, ofEmail } of counters) {
    const wait = await ports.attempts.take(key, limit, now);
    if (wait === undefined) continue;
    if (ofEmail) await ports.failures.limited(email, now);
    return { ok: false, reason: 'too-many-attempts', retryAfter: wait };
  }
  const account = await ports.accounts.findByEmail(email);
  const right = await ports.passwords.verify(password, account?.passwordHash);
  if (!account || !right) {
    await ports.failures.wrong(email, account, now);
    return { ok: false, reason: 'wrong-credentials' };
  }
  if (!(await isPresent(ports, account, now))) return { ok: false, reason: 'wrong-credentials' };
  await Promise.all([
    ...counters.map(({ key }) => ports.attempts.giveBack(key, now)),
    ...places.map((place) => ports.places.remember(email, place, now)),
  ]);
  return { ok: true, value: account };
}

/** Whether nothing was ended or changed while the password was checked, which takes its time. */
async function isPresent({ accounts }: CredentialPorts, checked: Account, since: number): Promise<boolean> {
  const present = await accounts.findByUserId(checked.userId);
  return present !== undefined && present.passwordHash === checked.passwordHash && since > present.notBefore;
}

/** The device first: an address may be shared with whoever guesses. */
function placesOf({ viewer }: Sender, device: string | undefined): readonly string[] {
  return [...(device === undefined ? [] : [`device/${device}`]), `address/${viewer}`];
}

interface Counter {
  readonly key: string;
  readonly limit: number;
  /** And not of whoever tries, whatever the e-mail. */
  readonly ofEmail: boolean;
}

async function countersFor(
  { places: known }: CredentialPorts,
  email: string,
  places: readonly string[],
  { peer, viewer }: Sender,
): Promise<readonly Counter[]> {
  for (const place of places) {
    if (await known.knows(email, place))
      return [{ key: `place/${email}/${place}`, limit: limits.place, ofEmail: true }];
  }
  return [
    { key: `peer/${peer}`, limit: limits.peer, ofEmail: false },
    // The peer is part of it: by itself anybody could name another's address.
    { key: `viewer/${peer}/${viewer}`, limit: limits.viewer, ofEmail: false },
    { key: `email/${email}`, limit: limits.email, ofEmail: true },
  ];
}
