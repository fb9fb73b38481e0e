import { normalizeEmail } from './accounts.ts';
import { type Limited, type Limits, limitOpenRequest, type Sender } from './limits.ts';
import { linkLifetimes, type MailTokens } from './mail-token.ts';
import { noMail, type OutgoingMails } from './outgoing-mails.ts';

/** Milliseconds since the epoch. */
export interface PendingReset {
  readonly email: string;
  readonly askedAt: number;
  readonly expiresAt: number;
}

export interface RequestResetPorts {
  readonly limits: Limits;
  readonly resets: { add(tokenHash: string, reset: PendingReset): Promise<void> };
  readonly mails: OutgoingMails;
  readonly tokens: MailTokens;
  readonly now: () => number;
}

/** The same work whether or not there is such a user: that is looked up when the mail is sent, or not sent. */
export async function requestPasswordReset(
  ports: RequestResetPorts,
  request: { readonly email: string },
  sender: Sender,
): Promise<{ readonly ok: true; readonly value: undefined } | Limited | typeof noMail> {
  if (!ports.mails.available) return noMail;
  const now = ports.now();
  const email = normalizeEmail(request.email);
  const limited = await limitOpenRequest(ports.limits, 'reset', sender, email, now);
  if (limited) return limited;
  const token = ports.tokens.create();
  const reset = { email, askedAt: now, expiresAt: now + linkLifetimes.reset };
  await ports.resets.add(ports.tokens.hash(token), reset);
  await ports.mails.queue({ kind: 'password-reset', to: email, token });
  return { ok: true, value: undefined };
}
