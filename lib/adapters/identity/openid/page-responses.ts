import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { continuePage } from './pages/device-pages.ts';
import { type Page, renderPage } from './pages/page.ts';
import { failurePage } from './pages/sign-out-pages.ts';
import { pagePolicy } from './pages/style.ts';

export type PageContext = Pick<KoaContextWithOIDC, 'status' | 'type' | 'body' | 'set'>;

export function showPage(ctx: PageContext, page: Page, status = 200): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = renderPage(page);
}

const failures = {
  expired: {
    heading: 'This sign-in has expired',
    text: 'It took too long, or was finished in another window. Start again from where you came.',
  },
  refused: {
    heading: 'This cannot go on',
    text: 'The application that sent you here asked for something that does not work. Start again; if that does not help, tell whoever looks after it.',
  },
  limited: {
    heading: 'Too many tries',
    text: 'Wait some minutes, then ask the recorder for a new code.',
  },
  broken: {
    heading: 'Something went wrong on our side',
    text: 'Nothing is lost. Try again in a moment.',
  },
};

export function showFailure(
  ctx: PageContext,
  edgeUrl: string,
  kind: keyof typeof failures,
  status = 400,
): void {
  showPage(ctx, failurePage({ edgeUrl, ...failures[kind] }), status);
}

export function renderFailure(edgeUrl: string): NonNullable<Configuration['renderError']> {
  return async (ctx, out) => {
    const { status } = ctx;
    const kind = out.error === 'server_error' ? 'broken' : isExpired(out) ? 'expired' : 'refused';
    // The edge would replace a 403 by its own page.
    showFailure(ctx, edgeUrl, kind, status === 403 ? 400 : status);
  };
}

/** The provider calls by one name whatever it no longer knows. */
function isExpired({ error, error_description: description }: { error: string; error_description?: string }) {
  return error === 'invalid_request' && /session|expired|not found/.test(description ?? '');
}

/** Whoever checks tokens keeps these anyway; a new key is published hours before it signs. */
const cachedRoutes: ReadonlySet<string | undefined> = new Set(['discovery', 'jwks']);

/** Around everything: where the provider stands, and the headers of pages and documents. */
export function pageHeaders(mountPath: string) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    // Read by the provider when it makes addresses of its own.
    Object.assign(ctx, { mountPath });
    await next();
    if (ctx.type === 'text/html' && typeof ctx.body === 'string') {
      replaceScriptedForm(ctx);
      ctx.set('content-security-policy', pagePolicy);
      ctx.set('cache-control', 'no-store');
      ctx.set('x-content-type-options', 'nosniff');
      ctx.set('referrer-policy', 'same-origin');
    }
    if (cachedRoutes.has(ctx.oidc?.route) && ctx.status === 200)
      ctx.set('cache-control', 'public, max-age=300');
  };
}

export function isScriptedForm(body: unknown): body is string {
  return typeof body === 'string' && body.includes('<title>Submitting Callback</title>');
}

/** The library sends some forms by script, which our pages do not run. */
function replaceScriptedForm(ctx: KoaContextWithOIDC): void {
  if (!isScriptedForm(ctx.body)) return;
  const text = ctx.body;
  const action = unescaped(/action="([^"]*)"/.exec(text)?.[1] ?? '');
  const inputs = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g);
  const fields = Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]));
  showPage(ctx, continuePage(action, fields), ctx.status);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
