import * as z from 'zod/mini';
import { type TokenResponse, tokenResponse } from '../../../lib/contracts/identity/token.ts';

const stored = z.object({ refreshToken: z.string(), user: tokenResponse.shape.user });
type Stored = z.infer<typeof stored>;
const place = 'guidewright.session';

/** The access token lives in memory only; it is asked for again after a reload. */
let current: { token: string; until: number } | undefined;
let refreshing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();

export type SignedInUser = TokenResponse['user'];

export function signedInUser(): SignedInUser | undefined {
  return read()?.user;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Answers whether the pair was right; throws when the server could not be asked. */
export async function signIn(email: string, password: string): Promise<boolean> {
  const response = await postToken({ grant: 'password', email, password });
  if (response.status === 401) return false;
  if (!response.ok)
    throw new Error(
      response.status === 429 ? 'Too many tries. Wait a minute.' : 'The server does not answer.',
    );
  keep(tokenResponse.parse(await response.json()));
  return true;
}

export function signOut(): void {
  current = undefined;
  localStorage.removeItem(place);
  for (const listener of listeners) listener();
}

/** A token good for another half minute at least, or undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  return current && current.until > Date.now() ? current.token : refreshedToken();
}

/** One refresh at a time: a refresh token works once. */
export function refreshedToken(): Promise<string | undefined> {
  refreshing ??= refresh().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function refresh(): Promise<string | undefined> {
  // Another tab may hold the lock, and then leave us its newer token.
  return navigator.locks.request(place, async () => {
    const session = read();
    if (!session) return undefined;
    const response = await postToken({ grant: 'refresh', refreshToken: session.refreshToken });
    if (!response.ok) {
      if (response.status === 401 || response.status === 400) signOut();
      return undefined;
    }
    const token = tokenResponse.parse(await response.json());
    keep(token);
    return token.accessToken;
  });
}

function postToken(body: unknown): Promise<Response> {
  return fetch('/v1/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function keep(token: TokenResponse): void {
  const changed = read()?.user.id !== token.user.id;
  current = { token: token.accessToken, until: Date.now() + (token.expiresIn - 30) * 1000 };
  const session: Stored = { refreshToken: token.refreshToken, user: token.user };
  localStorage.setItem(place, JSON.stringify(session));
  if (changed) for (const listener of listeners) listener();
}

let lastRead: { text: string; session: Stored } | undefined;

function read(): Stored | undefined {
  const text = localStorage.getItem(place);
  if (!text) return undefined;
  if (lastRead?.text === text) return lastRead.session;
  try {
    lastRead = { text, session: stored.parse(JSON.parse(text)) };
    return lastRead.session;
  } catch {
    return undefined;
  }
}
