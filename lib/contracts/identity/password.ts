import * as z from 'zod/mini';

/** Length only; how easily it is guessed is judged by the server, where the e-mail and the company are known. */
export const password = z.string().check(z.minLength(10), z.maxLength(200));
export const email = z.email().check(z.maxLength(254));
export const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

export const passwordRefusals = {
  'weak-password': { status: 400, title: 'The password is easily guessed' },
  'breached-password': { status: 400, title: 'The password is in a published list of stolen ones' },
} as const;
