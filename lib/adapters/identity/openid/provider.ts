import type { EventEmitter } from 'node:events';
import { type AdapterFactory, type Configuration, Provider } from 'oidc-provider';
import { tokenAudience } from '../../../contracts/identity/token.ts';
import type { Account, Accounts } from '../../../domain/identity/accounts.ts';
import { apiResource, lifetimes, ownClients } from '../../../domain/identity/openid/clients.ts';
import { scopesFor, stillHolds } from '../../../domain/identity/openid/what-a-token-says.ts';
import { type DeviceFlowPorts, deviceFlow, limitedLookUps } from './device-flow.ts';
import { interactionPolicy, isApproved } from './interaction-policy.ts';
import { type InteractionPorts, interactionRoutes } from './interaction-routes.ts';
import type { KmsSigningKey } from './kms-signing-key.ts';
import { pageHeaders, renderFailure } from './page-responses.ts';
import { rpInitiatedLogout, signOutRoutes } from './sign-out.ts';

export interface ProviderPorts extends InteractionPorts, DeviceFlowPorts {
  readonly issuer: string;
  /** Without a slash at its end. */
  readonly edgeUrl: string;
  readonly accounts: Accounts;
  readonly signingKeys: readonly KmsSigningKey[];
  readonly cookieKeys: readonly string[];
  readonly adapter: AdapterFactory;
  readonly signedOut: (userId: string) => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly refused: (event: string, error: string, detail: string | undefined) => void;
}

/** The OpenID provider of one region; `issuer` has a path, which requests come without. */
export function openidProvider(ports: ProviderPorts): Provider {
  const provider = new Provider(ports.issuer, configurationOf(ports));
  provider.proxy = true;
  provider.use(pageHeaders(new URL(ports.issuer).pathname));
  provider.use(signOutRoutes(ports.signedOut));
  provider.use(deviceFlow.routes);
  provider.use(interactionRoutes(provider, ports));
  provider.on('server_error', (_ctx, error) => ports.failed(error));
  const emitter: EventEmitter = provider;
  for (const event of refusals) {
    emitter.on(event, (_ctx: unknown, { error, error_detail: detail }: Refusal) => {
      if (!ofPolls.has(error)) ports.refused(event, error, detail);
    });
  }
  return provider;
}

interface Refusal {
  readonly error: string;
  /** What exactly, in the library's words; holds nothing of the request. */
  readonly error_detail?: string;
}

/** A device that waits gets one each time it asks. */
const ofPolls: ReadonlySet<string> = new Set(['authorization_pending', 'slow_down']);

const refusals = [
  'grant.error',
  'authorization.error',
  'device_authorization.error',
  'revocation.error',
  'end_session.error',
] as const;

function configurationOf(ports: ProviderPorts): Configuration {
  const { edgeUrl } = ports;
  const secure = ports.issuer.startsWith('https:');
  const path = new URL(ports.issuer).pathname;
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    adapter: limitedLookUps(ports.adapter, ports),
    clients: ownClients(edgeUrl),
    jwks: { keys: [...ports.signingKeys] },
    cookies: {
      keys: [...ports.cookieKeys],
      names: { session: 'gw_session', interaction: 'gw_interaction', resume: 'gw_resume' },
      long: { ...cookie, path },
      short: cookie,
    },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], email: ['email'], profile: ['name', 'tenant_id', 'tenant_name'] },
    // There is no userinfo endpoint to fetch them from.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    clientDefaults: { id_token_signed_response_alg: 'RS256' },
    ttl: {
      AccessToken: lifetimes.accessToken,
      RefreshToken: lifetimes.refreshToken,
      IdToken: lifetimes.idToken,
      AuthorizationCode: lifetimes.authorizationCode,
      DeviceCode: lifetimes.deviceCode,
      Interaction: lifetimes.interaction,
      Grant: lifetimes.grant,
      Session: lifetimes.session,
    },
    rotateRefreshToken: true,
    // Both clients are our own: they need not ask for it, nor anybody be asked.
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A browser that signs out ends what the web application holds; recorders are devices of their own.
    expiresWithSession: async (_ctx, source) => source.kind !== 'DeviceCode',
    interactions: { policy: interactionPolicy(), url: (_ctx, { uid }) => `${path}/interaction/${uid}` },
    findAccount: async (ctx, userId, token) => {
      const account = await ports.accounts.findByUserId(userId);
      const signedInAt = token ? signInOf(token) : ctx.oidc.session?.loginTs;
      return account && stillHolds(account, signedInAt) ? toAccount(account) : undefined;
    },
    loadExistingGrant: grantAll,
    extraTokenClaims: async (ctx) => {
      const { tenantId, name } = accountOf(ctx) ?? {};
      const { AuthorizationCode, DeviceCode, RefreshToken } = ctx.oidc.entities;
      const source = AuthorizationCode ?? DeviceCode ?? RefreshToken;
      return { tenant_id: tenantId, name, auth_time: source && signInOf(source) };
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      deviceFlow: deviceFlow.feature(edgeUrl),
      rpInitiatedLogout: rpInitiatedLogout(edgeUrl),
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx) => ({
          audience: tokenAudience,
          // Known when a token is made; before, whoever it will be may ask for everything.
          scope: scopesFor(accountOf(ctx)?.role ?? 'owner').join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifetimes.accessToken,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    renderError: renderFailure(edgeUrl),
  };
}

type Context = Parameters<NonNullable<Configuration['loadExistingGrant']>>[0];

/** First-party clients get what they ask for without a question; a device's question comes beforehand. */
async function grantAll(ctx: Context) {
  const { client, account, session, provider, deviceCode } = ctx.oidc;
  if (!client || !account || !session) return undefined;
  // Each device has a grant of its own, so that the end of one is not the end of the others.
  if (deviceCode && !isApproved(ctx)) return undefined;
  const known = deviceCode ? undefined : session.grantIdFor(client.clientId);
  const existing = known ? await provider.Grant.find(known) : undefined;
  if (existing?.accountId === account.accountId) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope('openid offline_access profile email');
  grant.addResourceScope(apiResource, 'guides record');
  await grant.save();
  return grant;
}

/** Codes and refresh tokens carry on when the sign-in was that they come of; the library's types do not say so. */
function signInOf(token: object): number | undefined {
  return 'authTime' in token && typeof token.authTime === 'number' ? token.authTime : undefined;
}

function toAccount(account: Account) {
  const { userId, tenantId, tenantName, email, name, role } = account;
  return {
    accountId: userId,
    tenantId,
    name,
    role,
    claims: () => ({ sub: userId, email, name, tenant_id: tenantId, tenant_name: tenantName }),
  };
}

function accountOf(ctx: { readonly oidc: { readonly account?: unknown } }) {
  return ctx.oidc.account as ReturnType<typeof toAccount> | undefined;
}
