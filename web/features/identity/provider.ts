import * as oauth from 'oauth4webapi';
import { clients } from '../../../lib/contracts/identity/configuration.ts';
import { configuration } from '../../api/configuration.ts';

export const client: oauth.Client = { client_id: clients.web };
export const authentication = oauth.None();

export interface OpenidProvider {
  readonly server: oauth.AuthorizationServer;
  /** Plain HTTP where the whole product is on this machine. */
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean };
}

let known: Promise<OpenidProvider> | undefined;

/** What the issuer says about itself; asked for once, and again after a failure. */
export function provider(): Promise<OpenidProvider> {
  known ??= discover().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function discover(): Promise<OpenidProvider> {
  const issuer = new URL((await configuration()).issuer);
  const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' };
  const response = await oauth.discoveryRequest(issuer, options);
  return { server: await oauth.processDiscoveryResponse(issuer, response), options };
}
