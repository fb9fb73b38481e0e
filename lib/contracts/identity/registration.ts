import * as z from 'zod/mini';
import { keyScope } from './key-scope.ts';
import { email, password, passwordRefusals, personName } from './password.ts';
import { role } from './role.ts';

/** `POST /v1/registrations`. The answer is the same whether or not the e-mail is known: look into the mailbox. */
export const registrationRequest = z.object({
  email,
  password,
  name: personName,
  company: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  /** Where the company's data is to live; this region unless said otherwise. */
  region: z.optional(z.string().check(z.maxLength(30))),
  /** Kept for the time when it has been verified; nothing is sent before. */
  webhookUrl: z.optional(z.url({ protocol: /^https$/ }).check(z.maxLength(2_000))),
});
export type RegistrationRequest = z.infer<typeof registrationRequest>;

/** Of whatever ends in a mail. */
export const mailRefusals = {
  'too-many-requests': { status: 429, title: 'Too many requests; wait before the next' },
  'no-mail': { status: 503, title: 'This deployment sends no mail: whoever runs it has not configured any' },
} as const;

export const registrationRefusals = {
  ...passwordRefusals,
  ...mailRefusals,
  'unknown-region': { status: 400, title: 'There is no such region' },
} as const;

const mailToken = z.string().check(z.maxLength(300));

/** `POST /v1/registrations/verify`, with the token of the mail and the password chosen. `apiKey.key` is shown this once. */
export const verifyRegistrationRequest = z.object({
  token: mailToken,
  password: z.string().check(z.maxLength(200)),
});
export const verifyRegistrationResponse = z.object({
  tenantId: z.string(),
  userId: z.string(),
  email: z.string(),
  apiKey: z.nullable(
    z.object({
      id: z.string(),
      key: z.string(),
      scopes: z.array(keyScope),
      expiresAt: z.nullable(z.string()),
    }),
  ),
});
export type VerifyRegistrationResponse = z.infer<typeof verifyRegistrationResponse>;

/** `POST /v1/password-resets`, `POST /v1/password-resets/read` and `POST /v1/password-resets/complete`. */
export const passwordResetRequest = z.object({ email });
export const readPasswordResetRequest = z.object({ token: mailToken });
export const completePasswordResetRequest = z.object({ token: mailToken, password });

/** `POST /v1/invitations/read`: what whoever follows the link of the mail is asked to join. */
export const readInvitationRequest = z.object({ token: mailToken });
export const readInvitationResponse = z.object({
  company: z.string(),
  /** Name of whoever invites; null where a machine did. */
  invitedBy: z.nullable(z.string()),
  email: z.string(),
  role,
});
export type ReadInvitationResponse = z.infer<typeof readInvitationResponse>;

/** `POST /v1/invitations/accept` */
export const acceptInvitationRequest = z.object({
  token: mailToken,
  name: personName,
  password,
});
export const acceptInvitationResponse = z.object({
  tenantId: z.string(),
  userId: z.string(),
  email: z.string(),
});

export const mailTokenRefusals = {
  'stale-token': { status: 410, title: 'The link of the mail is unknown, used or expired' },
} as const;

export const readPasswordResetRefusals = {
  ...mailTokenRefusals,
  'used-token': { status: 410, title: 'The link of the mail was used already' },
} as const;

export const verifyRegistrationRefusals = {
  ...mailTokenRefusals,
  'unmatched-password': { status: 409, title: 'It is not the password that was chosen at registration' },
  'too-many-requests': mailRefusals['too-many-requests'],
} as const;

export const acceptInvitationRefusals = {
  ...mailTokenRefusals,
  ...passwordRefusals,
  'email-taken': { status: 409, title: 'The e-mail has an account already' },
  'plan-limit': { status: 409, title: 'The plan has no room for more' },
} as const;
