import { randomBytes } from 'node:crypto';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { Account, Accounts } from '../../../domain/identity/accounts.ts';
import type {
  Attempt,
  CredentialOutcome,
  Sender,
} from '../../../domain/identity/openid/check-credentials.ts';
import { describeDevice } from '../../../domain/identity/openid/describe-device.ts';
import { inSeconds } from '../../../domain/identity/openid/what-a-token-says.ts';
import { readForm } from './form-body.ts';
import { showFailure, showPage } from './page-responses.ts';
import { approvalPage } from './pages/device-pages.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { senderOfRequest } from './request-sender.ts';

export interface InteractionPorts {
  readonly issuer: string;
  readonly edgeUrl: string;
  readonly accounts: Accounts;
  readonly checkCredentials: (attempt: Attempt) => Promise<CredentialOutcome>;
  readonly signedIn: (account: Account, clientId: string) => Promise<void>;
  readonly deviceAnswered: (account: Account, clientId: string, approved: boolean) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Context = Pick<KoaContextWithOIDC, 'req' | 'res' | 'cookies' | 'method' | 'path'> & KoaContextWithOIDC;
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const deviceCookie = 'gw_device';
const deviceCookieMs = 180 * 24 * 3_600_000;

/** `/interaction/{uid}`: whatever the provider needs a person for. */
export function interactionRoutes(provider: Provider, ports: InteractionPorts) {
  return async (ctx: Context, next: () => Promise<unknown>): Promise<void> => {
    if (!/^\/interaction\/[\w-]+$/.test(ctx.path)) {
      await next();
      return;
    }
    const interaction = await findInteraction(provider, ctx);
    if (!interaction) return showFailure(ctx, ports.edgeUrl, 'expired');
    const step = interaction.prompt.name === 'approve' ? approve : signIn;
    await step({ provider, ports, ctx, interaction, action: `${new URL(ports.issuer).pathname}${ctx.path}` });
  };
}

const wrongCredentials = 'The e-mail or the password is wrong.';

interface Step {
  readonly provider: Provider;
  readonly ports: InteractionPorts;
  readonly ctx: Context;
  readonly interaction: Interaction;
  readonly action: string;
}

async function signIn({ provider, ports, ctx, interaction, action }: Step): Promise<void> {
  const page = { action, edgeUrl: ports.edgeUrl, forDevice: interaction.deviceCode !== undefined };
  const hint = interaction.params.login_hint;
  if (ctx.method !== 'POST')
    return showPage(ctx, signInPage({ ...page, email: typeof hint === 'string' ? hint : undefined }));
  const form = await readForm(ctx.req);
  const email = form.get('email')?.slice(0, 254) ?? '';
  const password = form.get('password')?.slice(0, 200) ?? '';
  const device = ctx.cookies.get(deviceCookie);
  const sender: Sender = senderOfRequest(ctx.req);
  // Before anything is read of the account: what is changed of it from here on ends this sign-in as well.
  const ts = inSeconds(ports.now());
  const outcome = await ports.checkCredentials({
    email,
    password,
    sender,
    device: device ?? newDevice(ctx, ports.issuer),
  });
  if (!outcome.ok) {
    if (outcome.reason === 'wrong-credentials')
      return showPage(
        ctx,
        signInPage({ ...page, email, problem: wrongCredentials, confirmFirst: true }),
        401,
      );
    ctx.set('retry-after', String(outcome.retryAfter));
    const problem = `Too many failed tries. Wait ${minutes(outcome.retryAfter)}, then try again.`;
    return showPage(ctx, signInPage({ ...page, email, problem }), 429);
  }
  const account = outcome.value;
  await ports.signedIn(account, String(interaction.params.client_id));
  await finish(provider, ctx, { login: { accountId: account.userId, amr: ['pwd'], ts } });
}

/** Only the one who is signed in with this browser is asked, and only about the device that waits for the answer. */
async function approve({ provider, ports, ctx, interaction, action }: Step): Promise<void> {
  const code = interaction.deviceCode
    ? await provider.DeviceCode.find(interaction.deviceCode, { ignoreExpiration: true })
    : undefined;
  const account = interaction.session?.accountId
    ? await ports.accounts.findByUserId(interaction.session.accountId)
    : undefined;
  if (!code || code.isExpired || !account || !code.clientId)
    return showFailure(ctx, ports.edgeUrl, 'expired');
  if (ctx.method !== 'POST') {
    const client = await provider.Client.find(code.clientId);
    const { ip, ua } = code.deviceInfo as { ip: string; ua: string };
    return showPage(
      ctx,
      approvalPage({
        action,
        email: account.email,
        client: client?.clientName ?? code.clientId,
        device: describeDevice(ua),
        address: ip,
        at: new Date((code.iat ?? 0) * 1_000),
        code: String(code.userCode).replace(/^(.{5})/, '$1-'),
      }),
    );
  }
  const approved = (await readForm(ctx.req)).get('answer') === 'approve';
  await ports.deviceAnswered(account, code.clientId, approved);
  await finish(
    provider,
    ctx,
    approved
      ? { approve: { deviceCode: code.jti } }
      : { error: 'access_denied', error_description: 'refused by the user' },
  );
}

async function finish(
  provider: Provider,
  ctx: Context,
  result: Parameters<Provider['interactionResult']>[2],
): Promise<void> {
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, result);
  ctx.status = 303;
  ctx.redirect(returnTo);
}

async function findInteraction(provider: Provider, ctx: Context): Promise<Interaction | undefined> {
  try {
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    return interaction.uid === ctx.path.split('/').at(-1) ? interaction : undefined;
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

/** Given before it is known who signs in; it is worth something only once that one did. */
function newDevice(ctx: Context, issuer: string): string {
  const device = randomBytes(16).toString('base64url');
  ctx.cookies.set(deviceCookie, device, {
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    signed: true,
    maxAge: deviceCookieMs,
    path: new URL(issuer).pathname,
  });
  return device;
}

function minutes(seconds: number): string {
  const count = Math.ceil(seconds / 60);
  return count === 1 ? 'a minute' : `${count} minutes`;
}
