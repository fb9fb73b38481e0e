import * as z from 'zod/mini';
import { type TokenResponse, tokenResponse } from '../../lib/contracts/identity/token.ts';
import { problem } from '../../lib/contracts/problem.ts';
import type { Store } from './store.ts';

/** The server answered, and said no. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Nobody is signed in any more: the refresh token was refused. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/** Trying again later may help: no connection, a time-out, 5xx, 429. */
export const isTransient = (error: unknown): boolean =>
  !(error instanceof SignedOutError) &&
  (!(error instanceof RefusedError) || error.status >= 500 || error.status === 429 || error.status === 408);

export interface Server {
  signIn(server: string, email: string, password: string): Promise<void>;
  /** Calls an API route as the signed-in user; `body` makes it JSON. Renews the token once when it was refused. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

const timeout = 20_000;

export function createServer(store: Store, fetching: typeof fetch = fetch): Server {
  let renewing: Promise<string> | undefined;

  const ask = async (url: string, init: RequestInit): Promise<unknown> => {
    const response = await fetching(url, { ...init, signal: AbortSignal.timeout(timeout) });
    const text = await response.text();
    if (!response.ok) throw new RefusedError(response.status, explain(response.status, text));
    return text === '' ? undefined : JSON.parse(text);
  };
  const json = (body: unknown) => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const keep = async (server: string, { user, accessToken, refreshToken }: TokenResponse) => {
    const { id, email, name } = user;
    await store.put('account', { server, user: { id, email, name }, accessToken, refreshToken }, 'account');
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
    try {
      const body = { grant: 'refresh', refreshToken: account.refreshToken };
      const tokens = tokenResponse.parse(
        await ask(`${account.server}/v1/tokens`, { method: 'POST', ...json(body) }),
      );
      await keep(account.server, tokens);
      return tokens.accessToken;
    } catch (error) {
      if (error instanceof RefusedError && !isTransient(error)) {
        throw new SignedOutError('The sign-in has ended. Sign in again; nothing recorded is lost.');
      }
      throw error;
    }
  };

  return {
    async signIn(address, email, password) {
      const server = new URL(address).origin;
      const body = { grant: 'password', email, password };
      await keep(
        server,
        tokenResponse.parse(await ask(`${server}/v1/tokens`, { method: 'POST', ...json(body) })),
      );
    },
    async call(method, path, body) {
      const account = await store.get('account', 'account');
      if (!account) throw new SignedOutError('Sign in first');
      const attempt = (token: string) =>
        ask(`${account.server}${path}`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
        });
      try {
        return await attempt(account.accessToken);
      } catch (error) {
        if (!(error instanceof RefusedError && error.status === 401)) throw error;
      }
      return attempt(await renew());
    },
  };
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
