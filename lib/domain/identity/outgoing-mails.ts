import type { MailRequest } from '../../contracts/identity/mail.ts';

type Without<Request, Member extends PropertyKey> = Request extends unknown ? Omit<Request, Member> : never;

/** Mails wait in a queue: one that the mail service does not take now is tried again. */
export interface OutgoingMails {
  /** False where the deployment has no mail configured: nothing could ever be confirmed there. */
  readonly available: boolean;
  queue(mail: Without<MailRequest, 'id'>): Promise<void>;
}

export const noMail = { ok: false, reason: 'no-mail' } as const;
