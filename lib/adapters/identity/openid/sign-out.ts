import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { isScriptedForm, showPage } from './page-responses.ts';
import { signedOutPage, signOutPage } from './pages/sign-out-pages.ts';

type Feature = NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>;

interface SessionState {
  readonly secret?: string;
  readonly state?: string;
  readonly postLogoutRedirectUri?: string;
}

/**
 * OpenID Connect RP-Initiated Logout. Whoever shows an id token of the one signed in was asked by that one, and is not
 * asked again; anybody else might be a page that wants to annoy.
 */
export function rpInitiatedLogout(edgeUrl: string): Feature {
  return {
    enabled: true,
    logoutSource: async (ctx) => {
      const state = stateOf(ctx);
      const hint = ctx.oidc.entities.IdTokenHint?.payload as { sub?: string } | undefined;
      if (hint?.sub !== undefined && hint.sub === ctx.oidc.session?.accountId) await endSession(ctx, state);
      else
        showPage(
          ctx,
          signOutPage(new URL(ctx.oidc.urlFor('end_session_confirm')).pathname, state.secret ?? ''),
        );
    },
    postLogoutSuccessSource: async (ctx) => showPage(ctx, signedOutPage(edgeUrl)),
  };
}

const routes: ReadonlySet<string | undefined> = new Set(['end_session', 'end_session_confirm']);

/** Tells of the end of a session, however it was asked for. */
export function signOutRoutes(signedOut: (userId: string) => Promise<void>) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    await next();
    if (!routes.has(ctx.oidc?.route)) return;
    const session = ctx.oidc?.session as { accountId?: string; destroyed?: boolean } | undefined;
    if (session?.destroyed && session.accountId) await signedOut(session.accountId);
    // Nobody is signed in: the library would go on by a form that a script sends.
    if (isScriptedForm(ctx.body)) leave(ctx, stateOf(ctx));
  };
}

/** As the library does it once the question was answered. Tokens bound to the session end with it. */
async function endSession(ctx: KoaContextWithOIDC, state: SessionState): Promise<void> {
  const { provider, session } = ctx.oidc;
  for (const [clientId, { grantId, persistsLogout }] of Object.entries(session?.authorizations ?? {})) {
    if (!grantId || persistsLogout || !clientId) continue;
    const grant = await provider.Grant.find(grantId);
    await grant?.destroy();
  }
  await session?.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { path: new URL(provider.issuer).pathname });
  leave(ctx, state);
}

/** To where the application asked, if it may be sent there. */
function leave(ctx: KoaContextWithOIDC, state: SessionState): void {
  const to = new URL(state.postLogoutRedirectUri ?? ctx.oidc.urlFor('end_session_success'));
  if (state.postLogoutRedirectUri && state.state !== undefined) to.searchParams.set('state', state.state);
  ctx.status = 303;
  ctx.redirect(to.href);
}

function stateOf(ctx: KoaContextWithOIDC): SessionState {
  return (ctx.oidc.session as { state?: SessionState } | undefined)?.state ?? {};
}
