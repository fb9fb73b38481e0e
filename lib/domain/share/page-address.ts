/** An address that a page may link to, and a short form to read. */
export interface PageAddress {
  readonly href: string;
  readonly shown: string;
}

const longestShown = 60;

/** Nothing for what is no web address: `javascript:` and its like are never linked. User names and passwords go. */
export function pageAddress(text: string): PageAddress | undefined {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  url.username = '';
  url.password = '';
  const path = url.pathname === '/' ? '' : url.pathname;
  const shown = url.host + path;
  return {
    href: url.href,
    shown: shown.length > longestShown ? `${shown.slice(0, longestShown - 1)}…` : shown,
  };
}
