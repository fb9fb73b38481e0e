import type { PageReference } from '../../../contracts/capture/action.ts';
import { cutName, foldText } from './clean-name.ts';

const pageLength = 80;

/** What the page calls itself, without counters of unread things; its address without query when it is silent. */
export function pageName(page: PageReference): string {
  const title = foldText(page.title).replace(/^[([]\d+\+?[)\]]\s*/, '');
  if (title && !/^https?:\/\//i.test(title) && !/^(?:untitled|document|loading\W*)$/i.test(title))
    return cutName(title, pageLength);
  return cutName(pageAddress(page.url), pageLength);
}

/** Host and path: `shop.example.com/orders`. Queries may hold what nobody should read. */
export function pageAddress(url: string): string {
  const host = pageHost(url);
  if (!host) return foldText(url.replace(/^\w+:\/*/, '').replace(/[?#].*$/s, ''));
  const path = /^\w+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? '';
  return `${host}${path === '/' ? '' : readable(path)}`;
}

/** Host with port, lower case; empty for addresses without one. */
export function pageHost(url: string): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
}

function readable(path: string): string {
  try {
    return foldText(decodeURI(path));
  } catch {
    return path;
  }
}
