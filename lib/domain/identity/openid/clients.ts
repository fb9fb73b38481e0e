import { clients } from '../../../contracts/identity/configuration.ts';

/** What the product's own clients may do. @param edgeUrl without a slash at its end */
export function ownClients(edgeUrl: string) {
  return [
    {
      client_id: clients.web,
      client_name: 'Guidewright',
      token_endpoint_auth_method: 'none' as const,
      redirect_uris: [`${edgeUrl}/signed-in`],
      post_logout_redirect_uris: [`${edgeUrl}/`],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code' as const],
    },
    {
      client_id: clients.extension,
      client_name: 'Guidewright recorder',
      token_endpoint_auth_method: 'none' as const,
      redirect_uris: [],
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      response_types: [],
    },
  ];
}

/** Resource indicator (RFC 8707) of the API; tokens carry `tokenAudience` instead. */
export const apiResource = 'urn:guidewright:api';

/** Seconds. */
export const lifetimes = {
  accessToken: 30 * 60,
  refreshToken: 7 * 24 * 3600,
  idToken: 3600,
  authorizationCode: 60,
  deviceCode: 10 * 60,
  interaction: 3600,
  /** The longest that anybody stays signed in without the password. */
  grant: 30 * 24 * 3600,
  session: 30 * 24 * 3600,
};

/** Seconds between two polls of a device (RFC 8628). */
export const pollInterval = 5;
