import type { Accounts, Passwords } from './accounts.ts';
import type { MailTokens } from './mail-token.ts';
import { judgePassword, type NewPasswordPorts, type PasswordRefusal } from './new-password.ts';
import type { PendingReset } from './request-password-reset.ts';
import { type SetPasswordPorts, setPassword } from './set-password.ts';

export interface CompleteResetPorts extends NewPasswordPorts, SetPasswordPorts {
  readonly accounts: Accounts;
  readonly resets: {
    /** Used ones are not found. */
    find(tokenHash: string): Promise<PendingReset | undefined>;
    /** One caller wins. */
    use(tokenHash: string): Promise<boolean>;
  };
  readonly passwords: Passwords;
  readonly tokens: MailTokens;
}

type ResetOutcome =
  | { readonly ok: true; readonly value: undefined }
  | PasswordRefusal
  | { readonly ok: false; readonly reason: 'stale-token' };

/** A function is at work for no longer between its look at the clock and its write, and no two clocks differ so much. */
const settlingMs = 10_000;

/**
 * Sets the password by the token of a mail, once, and ends whatever session somebody had with the old one. What sets
 * it has to be asked for after the present one was set: of several links the first to be followed ends the others.
 */
export async function completePasswordReset(
  ports: CompleteResetPorts,
  request: { readonly token: string; readonly password: string },
): Promise<ResetOutcome> {
  const stale = { ok: false, reason: 'stale-token' } as const;
  const tokenHash = ports.tokens.hash(request.token);
  const reset = await ports.resets.find(tokenHash);
  if (!reset || reset.expiresAt <= ports.now()) return stale;
  const account = await ports.accounts.findByEmail(reset.email);
  if (!account) return stale;
  // Before the token is used up: a password that is refused may be replaced by a better one.
  const judged = await judgePassword(ports, request.password, [
    account.email,
    account.name,
    account.tenantName,
  ]);
  if (!judged.ok) return judged;
  const hash = await ports.passwords.hash(request.password);
  if (!(await ports.resets.use(tokenHash))) return stale;
  const password = { hash, over: { setBefore: reset.askedAt - settlingMs } };
  const isSet = await setPassword(ports, account, password, 'completePasswordReset');
  return isSet ? { ok: true, value: undefined } : stale;
}
