import { randomBytes } from 'node:crypto';

/** As the provider does it, for one account whose every request is approved. */
export interface CaptureProvider {
  /** Access tokens that are good now. */
  readonly valid: Set<string>;
  readonly routes: Readonly<Record<string, (form: URLSearchParams) => ProviderAnswer>>;
  /** Whether the next devices are approved at once, or wait, or are refused. */
  decide(decision: 'approve' | 'wait' | 'refuse' | 'slow-down'): void;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly body: unknown;
}

const account = { sub: 'usr_1', email: 'mira@example.org', name: 'Mira' };
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export function captureProvider(url: () => string): CaptureProvider {
  const valid = new Set<string>();
  let refresh = '';
  let device = '';
  let decision: 'approve' | 'wait' | 'refuse' | 'slow-down' = 'approve';

  const refusal = (error: string): ProviderAnswer => ({ status: 400, body: { error } });
  const tokens = (): ProviderAnswer => {
    const accessToken = randomBytes(12).toString('hex');
    valid.add(accessToken);
    refresh = randomBytes(12).toString('hex');
    const body = {
      access_token: accessToken,
      refresh_token: refresh,
      id_token: idToken(url()),
      token_type: 'Bearer',
      expires_in: 1_800,
    };
    return { status: 200, body };
  };
  const poll = (code: string | null): ProviderAnswer => {
    if (code !== device) return refusal('invalid_grant');
    if (decision === 'wait') return refusal('authorization_pending');
    if (decision === 'slow-down') return refusal('slow_down');
    return decision === 'refuse' ? refusal('access_denied') : tokens();
  };

  return {
    valid,
    decide(next) {
      decision = next;
    },
    routes: {
      'GET /v1/configuration': () => ({
        status: 200,
        body: { apiUrl: url(), issuer: `${url()}/oidc`, region: 'here', regions: ['here'] },
      }),
      'GET /oidc/.well-known/openid-configuration': () => ({
        status: 200,
        body: {
          issuer: `${url()}/oidc`,
          token_endpoint: `${url()}/oidc/token`,
          device_authorization_endpoint: `${url()}/oidc/device/auth`,
          revocation_endpoint: `${url()}/oidc/token/revocation`,
        },
      }),
      'POST /oidc/device/auth': () => {
        device = randomBytes(12).toString('hex');
        const verification = `${url()}/approval`;
        const body = {
          device_code: device,
          user_code: 'BCDFG-HJKLM',
          verification_uri: verification,
          verification_uri_complete: `${verification}?user_code=BCDFG-HJKLM`,
          expires_in: 600,
          interval: 1,
        };
        return { status: 200, body };
      },
      'POST /oidc/token': (form) =>
        form.get('grant_type') === deviceGrant
          ? poll(form.get('device_code'))
          : form.get('refresh_token') === refresh
            ? tokens()
            : refusal('invalid_grant'),
      'POST /oidc/token/revocation': () => ({ status: 200, body: undefined }),
    },
  };
}

/** Nobody checks its signature: it comes straight from the provider. */
function idToken(url: string): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { ...account, iss: `${url}/oidc`, aud: 'guidewright-extension', iat: now, exp: now + 3_600 };
  return [{ alg: 'RS256' }, claims, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
}
