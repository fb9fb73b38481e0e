import { escapeHtml } from '../../escape-html.ts';
import type { Mail } from './mailbox.ts';

export const mailboxPath = '/__mailbox';

/** The mails, the latest first. */
export function listPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    ({ id, sentAt, to, subject }) =>
      `<tr><td><time datetime="${escapeHtml(sentAt)}">${escapeHtml(shown(sentAt))}</time></td><td>${escapeHtml(to.join(', '))}</td><td><a href="${mailboxPath}/${encodeURIComponent(id)}">${escapeHtml(subject)}</a></td></tr>`,
  );
  const body =
    mails.length === 0
      ? '<p>No mail has been sent yet. It comes here and leaves this machine never.</p>'
      : `<table><thead><tr><th scope="col">Sent</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page('Mailbox', `<h1>Mailbox</h1>${body}`);
}

/** One mail in its plain form, its addresses to be followed. */
export function mailPage({ id, sentAt, from, to, subject, text, html }: Mail): string {
  const facts = [
    ['From', from],
    ['To', to.join(', ')],
    ['Sent', shown(sentAt)],
  ].map(([name = '', value = '']) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`);
  const formatted =
    html === undefined
      ? ''
      : `<p><a href="${mailboxPath}/${encodeURIComponent(id)}/html">As a mail program shows it</a></p>`;
  return page(
    subject,
    `<p><a href="${mailboxPath}">Mailbox</a></p><h1>${escapeHtml(subject)}</h1><dl>${facts.join('')}</dl><pre>${withLinks(text ?? '(no plain text)')}</pre>${formatted}`,
  );
}

/** Everything of the text is text, but for addresses, which become links to just what they show. */
export function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, at) =>
      at % 2 === 0
        ? escapeHtml(part)
        : `<a href="${escapeHtml(part)}" rel="noreferrer">${escapeHtml(part)}</a>`,
    )
    .join('');
}

const shown = (sentAt: string) => sentAt.replace('T', ' ').slice(0, 19);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1rem; background: #faf9f7; color: #1d1b19; font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
a { color: #0b6e6b; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #d8d3cc; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
dl div { display: flex; gap: .5rem; }
dt { min-width: 3.5rem; font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; padding: 1rem; border: 1px solid #d8d3cc; border-radius: .4rem; }
@media (prefers-color-scheme: dark) { body { background: #151413; color: #f2efec; } a { color: #7abcb9; } th, td, pre { border-color: #47423c; } }
</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
