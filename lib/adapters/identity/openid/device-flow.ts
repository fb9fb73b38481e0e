import {
  type AdapterFactory,
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { Attempts } from '../../../domain/identity/openid/check-credentials.ts';
import { pollInterval } from '../../../domain/identity/openid/clients.ts';
import { showFailure, showPage } from './page-responses.ts';
import { codePage, devicePages } from './pages/device-pages.ts';
import { senderOfRequest } from './request-sender.ts';

export interface DeviceFlowPorts {
  readonly attempts: Attempts;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Feature = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;
type Next = () => Promise<unknown>;

/** Codes that are not there, in one window of the counter. Ten letters of twenty are 43 bits besides. */
const limits = { peer: 1_000, viewer: 30, session: 10 };

/** What the library leaves to be done of RFC 8628; polls are looked at where codes are looked up, in `modelAdapter`. */
export const deviceFlow = {
  feature: (edgeUrl: string): Feature => ({
    enabled: true,
    charset: 'base-20',
    mask: '*****-*****',
    deviceInfo: (ctx) => ({
      ip: senderOfRequest(ctx.req).viewer,
      ua: ctx.get('user-agent').slice(0, 300),
    }),
    userCodeInputSource: async (ctx, _form, _out, error) => {
      if (!(error instanceof TooManyCodes)) return showCodePage(ctx, problemOf(error));
      ctx.set('retry-after', String(error.retryAfter));
      showFailure(ctx, edgeUrl, 'limited', error.status);
    },
    // Our own form confirms with the code; the question comes after the sign-in. See `interactionPolicy`.
    userCodeConfirmSource: async (ctx) => showCodePage(ctx, undefined),
    successSource: async (ctx) => showPage(ctx, devicePages.approved),
  }),

  /** The library takes more than one spelling of a path: what is asked is which route it took. */
  async routes(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
    takeGivenCode(ctx);
    await next();
    if (ctx.oidc?.route === 'device_authorization') announceInterval(ctx);
  },
};

class TooManyCodes extends errors.OIDCProviderError {
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super(429, 'slow_down');
    this.retryAfter = retryAfter;
  }
}

/** Counts look-ups of user codes that are not there, wherever they come from. */
export function limitedLookUps(adapter: AdapterFactory, { attempts, now }: DeviceFlowPorts): AdapterFactory {
  return (model) => {
    const unlimited = adapter(model);
    return {
      ...unlimited,
      async findByUserCode(userCode) {
        const ctx = Provider.ctx;
        if (!ctx) throw new Error('a user code is looked up by no request');
        const keys = countersOf(ctx);
        const at = now();
        for (const { key, limit } of keys) {
          const wait = await attempts.take(key, limit, at);
          if (wait !== undefined) throw new TooManyCodes(wait);
        }
        const found = await unlimited.findByUserCode(userCode);
        if (found) await Promise.all(keys.map(({ key }) => attempts.giveBack(key, at)));
        return found;
      },
    };
  };
}

function countersOf(ctx: KoaContextWithOIDC) {
  const { peer, viewer } = senderOfRequest(ctx.req);
  const session = ctx.cookies.get('gw_session');
  return [
    { key: `code/peer/${peer}`, limit: limits.peer },
    { key: `code/viewer/${peer}/${viewer}`, limit: limits.viewer },
    ...(session ? [{ key: `code/session/${session}`, limit: limits.session }] : []),
  ];
}

function announceInterval(ctx: KoaContextWithOIDC): void {
  const { body } = ctx;
  if (ctx.status === 200 && typeof body === 'object') ctx.body = { ...body, interval: pollInterval };
}

/** The library would send a code in the address on by script. */
function takeGivenCode(ctx: KoaContextWithOIDC): void {
  const { user_code: code, ...others } = ctx.query;
  if (code === undefined) return;
  ctx.state.userCode = typeof code === 'string' ? code.slice(0, 20) : undefined;
  ctx.query = others;
}

function showCodePage(ctx: KoaContextWithOIDC, problem: string | undefined): void {
  const tried = ctx.oidc.params?.user_code ?? ctx.state.userCode;
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
