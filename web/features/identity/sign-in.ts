import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { signInScope } from '../../../lib/contracts/identity/configuration.ts';
import { authentication, client, provider } from './provider.ts';
import { keep } from './session.ts';

/** A sign-in on its way, by its `state`; it lives as long as the tab. */
const pending = z.object({ verifier: z.string(), nonce: z.string(), from: z.string() });
const place = (state: string) => `guidewright.sign-in.${state}`;

/**
 * Leaves for the provider's page.
 * @param from where to go afterwards, within the application
 * @param email whose, where that is known
 */
export async function startSignIn(from: string, email?: string): Promise<void> {
  const { server } = await provider();
  if (!server.authorization_endpoint) throw new Error('The server does not say where to sign in.');
  const [state, nonce, verifier] = [
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
    oauth.generateRandomCodeVerifier(),
  ];
  sessionStorage.setItem(place(state), JSON.stringify({ verifier, nonce, from }));
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri(),
    scope: signInScope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(email && { login_hint: email }),
  }).toString();
  location.replace(address);
}

/** Comes back from the provider. Gives where to go; throws when it was not our sign-in, or was refused. */
export async function finishSignIn(address: URL): Promise<string> {
  const state = address.searchParams.get('state') ?? '';
  const text = sessionStorage.getItem(place(state));
  if (!text) throw new Error('This sign-in was not started in this window, or is over.');
  sessionStorage.removeItem(place(state));
  const { verifier, nonce, from } = pending.parse(JSON.parse(text));
  const { server, options } = await provider();
  const parameters = oauth.validateAuthResponse(server, client, address, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri(),
    verifier,
    options,
  );
  keep(
    await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    }),
  );
  return from;
}

function redirectUri(): string {
  return `${location.origin}/signed-in`;
}
