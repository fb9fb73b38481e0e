import type { RegistrationRequest } from '../../contracts/identity/registration.ts';
import { normalizeEmail, type Passwords } from './accounts.ts';
import { type Limited, type Limits, limitOpenRequest, type Sender } from './limits.ts';
import { linkLifetimes, type MailTokens } from './mail-token.ts';
import { judgePassword, type NewPasswordPorts, type PasswordRefusal } from './new-password.ts';
import { noMail, type OutgoingMails } from './outgoing-mails.ts';

/** What is known of a registration until its e-mail is confirmed. The ids are those that its account will have. */
export interface PendingRegistration {
  readonly tenantId: string;
  readonly userId: string;
  readonly keyId: string;
  readonly webhookId: string;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly region: string;
  readonly webhookUrl: string | undefined;
  /** Gone once it is confirmed. */
  readonly passwordHash: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface RegisterPorts extends NewPasswordPorts {
  readonly limits: Limits;
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly registrations: { add(tokenHash: string, pending: PendingRegistration): Promise<void> };
  readonly mails: OutgoingMails;
  readonly tokens: MailTokens;
  readonly regions: {
    /** The one that answers. */
    readonly home: string;
    /** Another one's API, without a slash at its end. */
    find(region: string): Promise<{ readonly apiUrl: string } | undefined>;
  };
  readonly newIds: () => Pick<PendingRegistration, 'tenantId' | 'userId' | 'keyId' | 'webhookId'>;
  readonly now: () => number;
}

type RegisterOutcome =
  /** `elsewhere`: the API to ask instead. */
  | { readonly ok: true; readonly value: { readonly elsewhere: string | undefined } }
  | PasswordRefusal
  | Limited
  | typeof noMail
  | { readonly ok: false; readonly reason: 'unknown-region' };

/**
 * Keeps the registration until its mail is answered. Whether the e-mail belongs to somebody is not even looked up
 * here: the same work for everyone takes the same time. What the mail says is decided when it is sent.
 */
export async function register(
  ports: RegisterPorts,
  request: RegistrationRequest,
  sender: Sender,
): Promise<RegisterOutcome> {
  const region = request.region ?? ports.regions.home;
  if (region !== ports.regions.home) return sendElsewhere(ports, region);
  if (!ports.mails.available) return noMail;
  const now = ports.now();
  const email = normalizeEmail(request.email);
  const { name, company, password, webhookUrl } = request;
  const limited = await limitOpenRequest(ports.limits, 'register', sender, email, now);
  if (limited) return limited;
  const judged = await judgePassword(ports, password, [email, name, company]);
  if (!judged.ok) return judged;
  const token = ports.tokens.create();
  const passwordHash = await ports.passwords.hash(password);
  const pending = { ...ports.newIds(), email, name, company, region, webhookUrl, passwordHash };
  await ports.registrations.add(ports.tokens.hash(token), {
    ...pending,
    expiresAt: now + linkLifetimes.registration,
  });
  await ports.mails.queue({ kind: 'registration', to: email, token, name, company });
  return { ok: true, value: { elsewhere: undefined } };
}

/** Nothing of a company's is kept in a region that is not its own, not even that it was about to register. */
async function sendElsewhere({ regions }: RegisterPorts, region: string): Promise<RegisterOutcome> {
  const there = await regions.find(region);
  return there ? { ok: true, value: { elsewhere: there.apiUrl } } : { ok: false, reason: 'unknown-region' };
}
