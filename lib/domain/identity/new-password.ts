import type { passwordRefusals } from '../../contracts/identity/password.ts';

export interface NewPasswordPorts {
  readonly strength: {
    /** 0 (guessed at once) to 4; `known` is what an attacker would try first. */
    score(password: string, known: readonly string[]): number;
  };
  readonly breaches: {
    /** False as well when no list is configured, or the list does not answer. */
    isListed(password: string): Promise<boolean>;
  };
}

const leastScore = 3;

export type PasswordRefusal = {
  readonly ok: false;
  readonly reason: keyof typeof passwordRefusals;
  readonly errors: { pointer: string; message: string }[];
};

/** @param pointer to the password in the request. */
export async function judgePassword(
  ports: NewPasswordPorts,
  password: string,
  known: readonly string[],
  pointer = '/password',
): Promise<{ readonly ok: true } | PasswordRefusal> {
  if (ports.strength.score(password, known) < leastScore)
    return refuse('weak-password', pointer, 'Too easily guessed: longer, or with less usual words');
  if (await ports.breaches.isListed(password))
    return refuse('breached-password', pointer, 'It is in a published list of stolen passwords');
  return { ok: true };
}

const refuse = (reason: PasswordRefusal['reason'], pointer: string, message: string): PasswordRefusal => ({
  ok: false,
  reason,
  errors: [{ pointer, message }],
});
