import * as oauth from 'oauth4webapi';
import { signInScope } from '../../lib/contracts/identity/configuration.ts';
import { authentication, client, type Provider, type providers, userOf } from './provider.ts';
import { RefusedError } from './refused.ts';
import type { PendingSignIn, Store } from './store.ts';

/** RFC 8628 names five seconds where the server names none, and by how much `slow_down` slows down. */
const usualInterval = 5;

const words: Readonly<Record<string, string>> = {
  access_denied: 'The sign-in was refused.',
  expired_token: 'The code has expired. Sign in again for a new one.',
};

/** Signs in by a code that somebody approves in the browser: no password comes near the extension. */
export function deviceSignIn(store: Store, { at, ofIssuer }: ReturnType<typeof providers>) {
  let polling: Promise<void> | undefined;

  const pollOnce = async (): Promise<void> => {
    const pending = await store.get('signIn', 'pending');
    if (!pending || pending.problem || Date.now() < pending.nextPollAt) return;
    if (Date.now() >= pending.expiresAt) return end(pending, 'expired_token');
    // Before asking: should the answer be lost, the next question still keeps its distance.
    await wait(pending, pending.interval);
    const provider = await ofIssuer(pending.issuer, pending.apiUrl);
    const tokens = await askForTokens(provider, pending.deviceCode).catch((error) => {
      if (error instanceof oauth.ResponseBodyError) return error.error;
      throw error;
    });
    if (typeof tokens === 'string') return refuse(pending, tokens);
    const { server, apiUrl, issuer } = pending;
    const { access_token: accessToken, refresh_token: refreshToken = '' } = tokens;
    const account = { server, apiUrl, issuer, user: userOf(tokens), accessToken, refreshToken };
    await store.put('account', account, 'account');
    await store.delete('signIn', 'pending');
  };
  const refuse = (pending: PendingSignIn, error: string): Promise<void> => {
    if (error === 'authorization_pending') return Promise.resolve();
    if (error === 'slow_down') return wait(pending, pending.interval + usualInterval);
    return end(pending, error);
  };
  const wait = async (pending: PendingSignIn, interval: number): Promise<void> => {
    // Cancelled meanwhile, or begun anew.
    if ((await store.get('signIn', 'pending'))?.deviceCode !== pending.deviceCode) return;
    const nextPollAt = Date.now() + interval * 1_000;
    await store.put('signIn', { ...pending, interval, nextPollAt }, 'pending');
  };
  const end = async (pending: PendingSignIn, error: string): Promise<void> => {
    const problem = words[error] ?? 'The sign-in did not work. Try again.';
    await store.put('signIn', { ...pending, problem }, 'pending');
  };

  return {
    async begin(address: string): Promise<void> {
      const server = new URL(address).origin;
      const { issuer, apiUrl, server: found, options } = await at(server);
      const parameters = new URLSearchParams({ scope: signInScope });
      const response = await oauth.deviceAuthorizationRequest(
        found,
        client,
        authentication,
        parameters,
        options,
      );
      if (!response.ok) throw new RefusedError(response.status, 'The server cannot sign anybody in now.');
      const answer = await oauth.processDeviceAuthorizationResponse(found, client, response);
      const interval = answer.interval ?? usualInterval;
      await store.put(
        'signIn',
        {
          server,
          apiUrl,
          issuer,
          interval,
          deviceCode: answer.device_code,
          userCode: answer.user_code,
          approvalUrl: answer.verification_uri_complete ?? answer.verification_uri,
          expiresAt: Date.now() + answer.expires_in * 1_000,
          nextPollAt: Date.now() + interval * 1_000,
        },
        'pending',
      );
    },
    /** Asks whether somebody approved, when it is time; the panel calls it as long as it is open. */
    poll(): Promise<void> {
      polling ??= pollOnce().finally(() => {
        polling = undefined;
      });
      return polling;
    },
    async cancel(): Promise<void> {
      await store.delete('signIn', 'pending');
    },
  };
}

async function askForTokens({ server, options }: Provider, deviceCode: string) {
  const response = await oauth.deviceCodeGrantRequest(server, client, authentication, deviceCode, options);
  if (response.status >= 500 || response.status === 429)
    throw new RefusedError(response.status, 'The server is in trouble.');
  return oauth.processDeviceCodeResponse(server, client, response);
}
