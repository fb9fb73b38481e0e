import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Attempts } from '../../../domain/identity/openid/check-credentials.ts';
import { pollInterval } from '../../../domain/identity/openid/clients.ts';
import { showFailure, showPage } from './page-responses.ts';
import { codePage, devicePages } from './pages/device-pages.ts';
import { senderOfRequest } from './request-sender.ts';

export interface DeviceFlowPorts {
  readonly edgeUrl: string;
  readonly attempts: Attempts;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Feature = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;
type Next = () => Promise<unknown>;

/** Codes that are not there, in one window of the counter. Ten letters of twenty are 43 bits besides. */
const limits = { peer: 1_000, viewer: 30, session: 10 };

/** What the library leaves to be done of RFC 8628; polls are looked at before it, in `pollingTooFast`. */
export const deviceFlow = {
  feature: (): Feature => ({
    enabled: true,
    charset: 'base-20',
    mask: '*****-*****',
    deviceInfo: (ctx) => ({
      ip: senderOfRequest(ctx.req).viewer,
      ua: ctx.get('user-agent').slice(0, 300),
    }),
    userCodeInputSource: async (ctx, _form, _out, error) => showCodePage(ctx, problemOf(error)),
    // Our own form confirms with the code; the question comes after the sign-in. See `interactionPolicy`.
    userCodeConfirmSource: async (ctx) => showCodePage(ctx, undefined),
    successSource: async (ctx) => showPage(ctx, devicePages.approved),
  }),

  routes:
    ({ attempts, now, edgeUrl }: DeviceFlowPorts) =>
    async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
      if (ctx.path === '/device/auth') return announceInterval(ctx, next);
      if (ctx.path !== '/device') {
        await next();
        return;
      }
      if (ctx.method === 'GET') return showGivenCode(ctx, next);
      const keys = countersOf(ctx);
      const at = now();
      for (const { key, limit } of keys) {
        const wait = await attempts.take(key, limit, at);
        if (wait === undefined) continue;
        ctx.set('retry-after', String(wait));
        return showFailure(ctx, edgeUrl, 'limited', 429);
      }
      await next();
      if (!ctx.state.wrongCode) await Promise.all(keys.map(({ key }) => attempts.giveBack(key, at)));
    },
};

function countersOf(ctx: KoaContextWithOIDC) {
  const { peer, viewer } = senderOfRequest(ctx.req);
  const session = ctx.cookies.get('gw_session');
  return [
    { key: `code/peer/${peer}`, limit: limits.peer },
    { key: `code/viewer/${peer}/${viewer}`, limit: limits.viewer },
    ...(session ? [{ key: `code/session/${session}`, limit: limits.session }] : []),
  ];
}

async function announceInterval(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  await next();
  const { body } = ctx;
  if (ctx.status === 200 && typeof body === 'object') ctx.body = { ...body, interval: pollInterval };
}

/** The library would send a code in the address on by script. */
async function showGivenCode(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  const code = ctx.query.user_code;
  ctx.state.userCode = typeof code === 'string' ? code.slice(0, 20) : undefined;
  ctx.querystring = '';
  await next();
}

function showCodePage(ctx: KoaContextWithOIDC, problem: string | undefined): void {
  const tried = ctx.oidc.params?.user_code ?? ctx.state.userCode;
  // A code that was tried and is not there, as opposed to one that cannot go on.
  ctx.state.wrongCode = problem === problems.NotFoundError || problem === problems.NoCodeError;
  const secret = (ctx.oidc.session as { state?: { secret?: string } } | undefined)?.state?.secret ?? '';
  showPage(
    ctx,
    codePage({
      action: new URL(ctx.oidc.urlFor('code_verification')).pathname,
      secret,
      code: typeof tried === 'string' && problem !== problems.AbortedError ? tried : undefined,
      problem,
    }),
  );
}

const problems: Readonly<Record<string, string>> = {
  NotFoundError: 'There is no such code. Look at the recorder again.',
  NoCodeError: 'Type the code first.',
  ExpiredError: 'The code has expired. Ask the recorder for a new one.',
  AlreadyUsedError: 'The code was used before. Ask the recorder for a new one.',
  AbortedError: 'The recorder was refused. You can close this page.',
};

function problemOf(error: Error | undefined): string | undefined {
  return error && (problems[error.name] ?? 'That did not work. Ask the recorder for a new code.');
}
