/** A browser as far as pages without script need one: cookies by path, redirects, forms. */
export interface PageVisitor {
  /** Follows redirects as long as they stay on pages; `location` is set where the last one leads elsewhere. */
  open(url: string, stopAt?: string): Promise<VisitedPage>;
  /** Fills in the page's only form and sends it, by the button of that value where there are several. */
  submit(page: VisitedPage, fields: Readonly<Record<string, string>>, stopAt?: string): Promise<VisitedPage>;
  readonly cookies: ReadonlyMap<string, Cookie>;
}

export interface VisitedPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Address beginning with `stopAt` that it was sent to, and did not open. */
  readonly left?: string;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

type Fetching = (url: string, init: RequestInit) => Promise<Response>;

export function pageVisitor(
  fetching: Fetching = fetch,
  headers: Readonly<Record<string, string>> = {},
): PageVisitor {
  const cookies = new Map<string, Cookie>();

  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const fitting = [...cookies].filter(
      ([, { path }]) => pathname === path || pathname.startsWith(slashed(path)),
    );
    const cookie = fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetching(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...headers, ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) keep(line);
    return response;
  };

  const keep = (line: string) => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    if (value === '') cookies.delete(name);
    else cookies.set(name, { value, path });
  };

  const visit = async (url: string, init: RequestInit, stopAt?: string): Promise<VisitedPage> => {
    const response = await send(url, init);
    const location = response.headers.get('location');
    const { status } = response;
    const text = await response.text();
    const page = { url, status, text, headers: response.headers };
    if (!location || status < 300 || status > 399) return page;
    const next = new URL(location, url).href;
    return stopAt && next.startsWith(stopAt) ? { ...page, left: next } : visit(next, {}, stopAt);
  };

  return {
    cookies,
    open: (url, stopAt) => visit(url, {}, stopAt),
    submit(page, fields, stopAt) {
      const form = /<form method="post" action="([^"]*)">([\s\S]*?)<\/form>/.exec(page.text);
      if (!form) throw new Error(`There is no form at ${page.url}: ${page.status} ${titleOf(page)}`);
      const [, action = '', content = ''] = form;
      const inputs = [...content.matchAll(/<input\b[^>]*>/g)].map(([tag]) => [
        attribute(tag, 'name'),
        attribute(tag, 'value'),
      ]);
      const body = new URLSearchParams({ ...Object.fromEntries(inputs), ...fields });
      return visit(
        new URL(unescaped(action), page.url).href,
        {
          method: 'POST',
          body: body.toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
        stopAt,
      );
    },
  };
}

export function titleOf(page: Pick<VisitedPage, 'text'>): string {
  return unescaped(/<h1>([\s\S]*?)<\/h1>/.exec(page.text)?.[1] ?? '');
}

function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

function slashed(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
