import type { OpenedLink } from './open-link.ts';
import { renderNotice } from './render-notice.ts';

interface PageReply {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body?: string;
}

/** A redirect to the page with its cookies, or a page that says why there is none. */
export function openedLinkReply(opened: OpenedLink): PageReply {
  if (opened.outcome === 'open')
    return {
      statusCode: 302,
      headers: { location: opened.access.url, ...neverKept },
      cookies: [...opened.access.cookies, opened.linkCookie],
    };
  const notice =
    opened.outcome === 'ended'
      ? {
          status: 410,
          title: 'This link has ended',
          text: 'It has expired or was withdrawn. Ask whoever sent it to you for a new one.',
        }
      : {
          status: 404,
          title: 'There is no such link',
          text: 'Perhaps a part of the address is missing. Try copying it once more, all of it.',
        };
  return {
    statusCode: notice.status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...neverKept },
    body: renderNotice(notice.title, notice.text),
  };
}

/** The address holds a secret: nobody is to keep it, list it, or pass it on to the next site. */
const neverKept = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};
