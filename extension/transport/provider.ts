import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { clients, configurationResponse } from '../../lib/contracts/identity/configuration.ts';
import { RefusedError } from './refused.ts';

/** The server's OpenID provider, and what it takes to ask it. */
export interface Provider {
  readonly apiUrl: string;
  readonly issuer: string;
  readonly server: oauth.AuthorizationServer;
  readonly options: {
    /** Plain HTTP where the whole product is on this machine. */
    readonly [oauth.allowInsecureRequests]: boolean;
    readonly [oauth.customFetch]: (url: string, init: object) => Promise<Response>;
    readonly signal: () => AbortSignal;
  };
}

export const client: oauth.Client = { client_id: clients.extension };
export const authentication = oauth.None();

const timeout = 20_000;

/** @param fetching for tests */
export function providers(fetching: typeof fetch) {
  const ask = async (address: string): Promise<unknown> => {
    const response = await fetching(address, { signal: AbortSignal.timeout(timeout) });
    if (!response.ok) throw new RefusedError(response.status, `The server answered ${response.status}`);
    return response.json();
  };
  const ofIssuer = async (issuer: string, apiUrl: string): Promise<Provider> => {
    const address = new URL(issuer);
    const options = {
      [oauth.allowInsecureRequests]: address.protocol === 'http:',
      [oauth.customFetch]: (url: string, init: object) => fetching(url, init),
      signal: () => AbortSignal.timeout(timeout),
    };
    const response = await oauth.discoveryRequest(address, options);
    // Not its fault and not ours: later it may answer.
    if (response.status >= 500) throw new RefusedError(response.status, 'The server is in trouble.');
    const server = await oauth.processDiscoveryResponse(address, response);
    return { apiUrl, issuer, server, options };
  };
  return {
    ofIssuer,
    /** @param server address of the edge */
    async at(server: string): Promise<Provider> {
      const found = z.safeParse(configurationResponse, await ask(`${server}/v1/configuration`));
      if (!found.success) throw new RefusedError(404, 'There is no Guidewright at this address.');
      return ofIssuer(found.data.issuer, found.data.apiUrl);
    },
  };
}

/** What the provider says of who signed in; only in answers that bring an id token. */
const idClaims = z.object({ sub: z.string(), email: z.string(), name: z.string() });

export function userOf(tokens: oauth.TokenEndpointResponse) {
  const { sub: id, email, name } = idClaims.parse(oauth.getValidatedIdTokenClaims(tokens));
  return { id, email, name };
}
