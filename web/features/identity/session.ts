import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { authentication, client, provider } from './provider.ts';
import {
  readSession,
  removeSession,
  type SignedInUser,
  sessionPlace,
  writeSession,
} from './stored-session.ts';

export type { SignedInUser };

/** The access token lives in memory only; it is asked for again after a reload. */
let current: { token: string; until: number } | undefined;
let refreshing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();
let ended = false;

export function signedInUser(): SignedInUser | undefined {
  return readSession()?.user;
}

/** True where a session was over without being asked to end, until the next. */
export function sessionWasEnded(): boolean {
  return ended;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
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
  return navigator.locks.request(sessionPlace, async () => {
    const session = readSession();
    if (!session) return undefined;
    const { server, options } = await provider();
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      session.refreshToken,
      options,
    );
    if (!response.ok) {
      if (response.status === 401 || response.status === 400) {
        ended = true;
        forget();
      }
      return undefined;
    }
    const tokens = await oauth.processRefreshTokenResponse(server, client, response);
    keep(tokens);
    return tokens.access_token;
  });
}

/** The refresh token is worth nothing any more. */
function forget(): void {
  current = undefined;
  removeSession();
  for (const listener of listeners) listener();
}

/** Forgets, and has the provider end the session as well, which leads back here. */
export async function signOut(): Promise<void> {
  const session = readSession();
  const end = session && (await endOfSession(session.idToken).catch(() => undefined));
  if (!end) return forget();
  // Nobody is told: they would ask to sign in, while the page is leaving already.
  removeSession();
  location.assign(end);
}

async function endOfSession(idToken: string): Promise<string | undefined> {
  const { server } = await provider();
  if (!server.end_session_endpoint) return undefined;
  const end = new URL(server.end_session_endpoint);
  end.searchParams.set('id_token_hint', idToken);
  end.searchParams.set('post_logout_redirect_uri', `${location.origin}/`);
  return end.href;
}

const idClaims = z.object({
  sub: z.string(),
  email: z.string(),
  name: z.string(),
  tenant_id: z.string(),
  tenant_name: z.string(),
});

/** Keeps what a sign-in or a refresh brought. */
export function keep(tokens: oauth.TokenEndpointResponse): void {
  const before = readSession();
  const refreshToken = tokens.refresh_token ?? before?.refreshToken;
  const idToken = tokens.id_token ?? before?.idToken;
  if (!refreshToken || !idToken) throw new Error('The server did not say who signed in.');
  const claims = idClaims.parse(oauth.getValidatedIdTokenClaims(tokens));
  const { sub: id, email, name, tenant_id: tenantId, tenant_name: tenantName } = claims;
  ended = false;
  current = { token: tokens.access_token, until: Date.now() + ((tokens.expires_in ?? 0) - 30) * 1000 };
  writeSession({ refreshToken, idToken, user: { id, email, name, tenantId, tenantName } });
  if (before?.user.id !== id) for (const listener of listeners) listener();
}
