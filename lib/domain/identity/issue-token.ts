import type { TokenRequest, TokenResponse } from '../../contracts/identity/token.ts';
import { type Account, type Accounts, normalizeEmail, type Passwords } from './accounts.ts';

export interface TokenPorts {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly refreshTokens: {
    /** Keeps only a hash of the token that it gives. */
    create(userId: string, expiresAt: number): Promise<string>;
    /** Marks the token used and gives its user; undefined when unknown, expired or used before. One caller wins. */
    redeem(token: string, now: number): Promise<string | undefined>;
  };
  readonly accessTokens: {
    sign(subject: { userId: string; tenantId: string; name: string }, now: number): Promise<string>;
  };
  readonly attempts: {
    /** Counts an attempt; gives seconds to wait when the window is used up, and counts nothing then. */
    take(key: string, limit: number, now: number): Promise<number | undefined>;
    giveBack(key: string, now: number): Promise<void>;
  };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Lifetimes in seconds. */
export const accessTokenSeconds = 30 * 60;
const refreshTokenSeconds = 30 * 24 * 3600;

/**
 * Failed sign-ins in one window of the counter. A viewer's address may be a company's, and whoever connects may be a
 * server of the edge that speaks for thousands: those limits only bound the load.
 */
const attemptLimits = { email: 20, viewer: 300, peer: 3_000 };

/** Addresses of whoever connected, and of whom it says it speaks for; the same without a proxy. */
export interface Sender {
  readonly peer: string;
  readonly viewer: string;
}

export type TokenOutcome =
  | { ok: true; value: TokenResponse }
  | { ok: false; reason: 'wrong-credentials' | 'stale-refresh-token' }
  | { ok: false; reason: 'too-many-attempts'; retryAfter: number };

/** `sender`: for counting failed sign-ins. */
export async function issueToken(
  ports: TokenPorts,
  request: TokenRequest,
  sender: Sender,
): Promise<TokenOutcome> {
  const now = ports.now();
  return request.grant === 'password'
    ? signIn(ports, request, sender, now)
    : refresh(ports, request.refreshToken, now);
}

async function signIn(
  ports: TokenPorts,
  request: { email: string; password: string },
  { peer, viewer }: Sender,
  now: number,
): Promise<TokenOutcome> {
  const email = normalizeEmail(request.email);
  const counters = [
    { key: `peer/${peer}`, limit: attemptLimits.peer },
    // The peer is part of it: by itself anybody could name another's address.
    { key: `viewer/${peer}/${viewer}`, limit: attemptLimits.viewer },
    { key: `email/${email}`, limit: attemptLimits.email },
  ];
  for (const { key, limit } of counters) {
    const wait = await ports.attempts.take(key, limit, now);
    if (wait !== undefined) return { ok: false, reason: 'too-many-attempts', retryAfter: wait };
  }
  const account = await ports.accounts.findByEmail(email);
  const right = await ports.passwords.verify(request.password, account?.passwordHash);
  if (!account || !right) return { ok: false, reason: 'wrong-credentials' };
  await Promise.all(counters.map(({ key }) => ports.attempts.giveBack(key, now)));
  return grant(ports, account, now);
}

async function refresh(ports: TokenPorts, token: string, now: number): Promise<TokenOutcome> {
  const userId = await ports.refreshTokens.redeem(token, now);
  const account = userId === undefined ? undefined : await ports.accounts.findByUserId(userId);
  return account ? grant(ports, account, now) : { ok: false, reason: 'stale-refresh-token' };
}

async function grant(ports: TokenPorts, account: Account, now: number): Promise<TokenOutcome> {
  const [accessToken, refreshToken] = await Promise.all([
    ports.accessTokens.sign(account, now),
    ports.refreshTokens.create(account.userId, now + refreshTokenSeconds * 1_000),
  ]);
  const { userId, email, name, tenantId, tenantName } = account;
  return {
    ok: true,
    value: {
      accessToken,
      refreshToken,
      expiresIn: accessTokenSeconds,
      user: { id: userId, email, name, tenantId, tenantName },
    },
  };
}
