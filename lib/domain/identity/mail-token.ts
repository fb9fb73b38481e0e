/** What a link in a mail carries. Only a hash of it is kept. */
export interface MailTokens {
  create(): string;
  hash(token: string): string;
}

const hour = 3_600_000;

/** Milliseconds for which a mail's link is good. */
export const linkLifetimes = { registration: 24 * hour, reset: hour / 2, invitation: 7 * 24 * hour };
