import * as z from 'zod/mini';
import { plan } from '../metering/plan.ts';
import { password, personName } from './password.ts';
import { role } from './role.ts';

/** `GET /v1/account`: who asks, and what that one may do. */
export const accountResponse = z.object({
  user: z.nullable(z.object({ id: z.string(), email: z.string(), name: z.string(), role })),
  tenant: z.object({ id: z.string(), name: z.string(), plan, region: z.string() }),
  /** Operations that the caller may ask for on the tenant as a whole; single guides may be closed still. */
  permissions: z.array(z.string()),
});
export type AccountResponse = z.infer<typeof accountResponse>;

/** `PUT /v1/account` */
export const changeAccountRequest = z.object({ name: personName });
/** `PUT /v1/account/password`; whoever changes it signs in anew. */
export const changePasswordRequest = z.object({
  current: z.string().check(z.maxLength(200)),
  next: password,
});

export const changePasswordRefusals = {
  'wrong-password': { status: 409, title: 'The present password is another one' },
} as const;
