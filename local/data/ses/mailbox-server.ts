import { createServer, type ServerResponse } from 'node:http';
import type { Mailbox } from './mailbox.ts';
import { listPage, mailboxPath, mailPage } from './mailbox-page.ts';

/** Nothing of a mail runs, loads or sends; style is the page's own. */
const policy = (sandbox: string) =>
  `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ${sandbox}`;
const asPage = policy('');
/** A mail's own HTML gets no origin of ours either; its links may be followed. */
const asMail = policy('sandbox allow-top-navigation-by-user-activation allow-popups');

/** An origin of its own, so that no cookie of the product comes near a mail. */
export function mailboxServer(mailbox: Mailbox) {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://mailbox');
    // A name that leads here from a page of somebody else's must not let it read mails.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return answer(response, 421, asPage, 'Ask by 127.0.0.1', 'text/plain');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, asPage, 'Mails are only read here', 'text/plain');
    if (pathname === '/') return response.writeHead(302, { location: mailboxPath }).end();
    if (pathname === mailboxPath) return answer(response, 200, asPage, listPage(mailbox.list()));
    const [, id = '', form] = pathname.match(new RegExp(`^${mailboxPath}/([\\w-]+)(/html)?$`)) ?? [];
    const mail = mailbox.find(id);
    if (mail && form === undefined) return answer(response, 200, asPage, mailPage(mail));
    if (mail?.html !== undefined && form) return answer(response, 200, asMail, mail.html);
    return answer(response, 404, asPage, 'There is no such mail', 'text/plain');
  });
}

function answer(
  response: ServerResponse,
  status: number,
  contentSecurityPolicy: string,
  body: string,
  type = 'text/html',
): void {
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .end(body);
}
