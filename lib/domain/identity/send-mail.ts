import type { MailRequest } from '../../contracts/identity/mail.ts';
import type { Accounts } from './accounts.ts';
import { composeMail } from './mails/compose-mail.ts';
import type { MailText } from './mails/mail-text.ts';

export interface SendMailPorts {
  readonly accounts: Pick<Accounts, 'findByEmail'>;
  readonly mail: { send(to: string, text: MailText): Promise<void> };
  /** Which requests were dealt with: a queue may deliver one twice. */
  readonly sent: {
    has(id: string): Promise<boolean>;
    mark(id: string): Promise<void>;
  };
  readonly edgeUrl: string;
  /** Codes for the log, never an address. */
  readonly report: {
    info(code: string, fields: { readonly kind: string; readonly mail: string }): void;
  };
}

/** At least once: a crash between sending and marking sends it again, which is better than never. */
export async function sendMail(ports: SendMailPorts, request: MailRequest): Promise<void> {
  const { id, to, kind } = request;
  if (await ports.sent.has(id)) return ports.report.info('MAIL_KNOWN', { kind, mail: id });
  const account = await ports.accounts.findByEmail(to);
  const text = composeMail(ports.edgeUrl, request, account !== undefined);
  if (text) await ports.mail.send(to, text);
  await ports.sent.mark(id);
  ports.report.info(text ? 'MAIL_SENT' : 'MAIL_NOT_NEEDED', { kind, mail: id });
}
