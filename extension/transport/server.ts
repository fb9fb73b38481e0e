import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { problem } from '../../lib/contracts/problem.ts';
import { deviceSignIn } from './device-sign-in.ts';
import { authentication, client, providers, userOf } from './provider.ts';
import { RefusedError, SignedOutError } from './refused.ts';
import type { Account, Store } from './store.ts';

export interface Server {
  readonly signIn: ReturnType<typeof deviceSignIn>;
  /** Forgets who is signed in, and has the server forget it too where it can be reached. */
  signOut(): Promise<void>;
  /** Calls an API route as the signed-in user; `body` makes it JSON. Renews the token once when it was refused. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The same for what one may have already, by its entity tag; nothing where that is still so. */
  read(path: string, known: string | undefined): Promise<unknown>;
}

const timeout = 20_000;

export function createServer(store: Store, fetching: typeof fetch = fetch.bind(globalThis)): Server {
  const known = providers(fetching);
  let renewing: Promise<string> | undefined;

  const ask = async (url: string, init: RequestInit): Promise<unknown> => {
    const response = await fetching(url, { ...init, signal: AbortSignal.timeout(timeout) });
    if (response.status === 304) return undefined;
    const text = await response.text();
    if (!response.ok) throw new RefusedError(response.status, explain(response.status, text));
    return text === '' ? undefined : JSON.parse(text);
  };

  /** A refresh token works once, so that two refreshes at a time would sign the user out. */
  const renew = (): Promise<string> => {
    renewing ??= renewOnce().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const renewOnce = async (): Promise<string> => {
    const account = await store.get('account', 'account');
    if (!account) throw new SignedOutError('Sign in first');
    const { server, options } = await known.ofIssuer(account.issuer, account.apiUrl);
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      account.refreshToken,
      options,
    );
    if (response.status === 400 || response.status === 401)
      throw new SignedOutError('The sign-in has ended. Sign in again; nothing recorded is lost.');
    if (!response.ok) throw new RefusedError(response.status, `The server answered ${response.status}`);
    const tokens = await oauth.processRefreshTokenResponse(server, client, response);
    await store.put('account', renewed(account, tokens), 'account');
    return tokens.access_token;
  };

  const callAs = async (path: string, init: RequestInit): Promise<unknown> => {
    const account = await store.get('account', 'account');
    if (!account) throw new SignedOutError('Sign in first');
    const attempt = (token: string) =>
      ask(`${account.apiUrl}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
      });
    try {
      return await attempt(account.accessToken);
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 401)) throw error;
    }
    return attempt(await renew());
  };

  return {
    signIn: deviceSignIn(store, known),
    async signOut() {
      const account = await store.get('account', 'account');
      await store.delete('account', 'account');
      if (!account) return;
      const { server, options } = await known.ofIssuer(account.issuer, account.apiUrl);
      await oauth.revocationRequest(server, client, authentication, account.refreshToken, options);
    },
    call: (method, path, body) =>
      callAs(
        path,
        body === undefined
          ? { method }
          : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      ),
    read: (path, known) =>
      callAs(path, {
        method: 'GET',
        ...(known === undefined ? {} : { headers: { 'if-none-match': known } }),
      }),
  };
}

function renewed(account: Account, tokens: oauth.TokenEndpointResponse): Account {
  const { access_token: accessToken, refresh_token: refreshToken = account.refreshToken } = tokens;
  return { ...account, user: tokens.id_token ? userOf(tokens) : account.user, accessToken, refreshToken };
}

/** The detail of a problem document, or the status when the answer is none. */
function explain(status: number, text: string): string {
  try {
    const parsed = z.safeParse(problem, JSON.parse(text));
    if (parsed.success) {
      const places = parsed.data.errors?.map(({ pointer, message }) => `${pointer}: ${message}`) ?? [];
      return [parsed.data.detail ?? parsed.data.title, ...places].join(' ');
    }
  } catch {
    // Not JSON: a gateway's own page.
  }
  return `The server answered ${status}`;
}
