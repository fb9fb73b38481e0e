import type { MailTokens } from './mail-token.ts';

export interface ReadResetPorts {
  readonly resets: {
    /** What has become of the link of that mail; undefined of a token that was never given. */
    look(tokenHash: string): Promise<{ readonly used: boolean; readonly expiresAt: number } | undefined>;
  };
  readonly tokens: Pick<MailTokens, 'hash'>;
  readonly now: () => number;
}

/**
 * Whether the link of a mail may still set a password, so that nobody thinks one up for nothing. It does not know of
 * passwords that were set otherwise meanwhile: only who sets one learns of those.
 */
export async function readPasswordReset(
  { resets, tokens, now }: ReadResetPorts,
  token: string,
): Promise<
  | { readonly ok: true; readonly value: undefined }
  | { readonly ok: false; readonly reason: 'used-token' | 'stale-token' }
> {
  const reset = await resets.look(tokens.hash(token));
  if (reset?.used) return { ok: false, reason: 'used-token' };
  if (!reset || reset.expiresAt <= now()) return { ok: false, reason: 'stale-token' };
  return { ok: true, value: undefined };
}
