import * as z from 'zod/mini';
import { plan } from '../metering/plan.ts';
import { role } from './role.ts';

const common = { id: z.string(), to: z.string() };

/**
 * A mail as it waits in the queue. What it says is decided when it is sent: only then is looked up whether its
 * receiver is known, so that no answer of the API takes longer for one who is.
 */
export const mailRequest = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('registration'),
    token: z.string(),
    name: z.string(),
    company: z.string(),
  }),
  z.object({ ...common, kind: z.literal('password-reset'), token: z.string() }),
  z.object({
    ...common,
    kind: z.literal('invitation'),
    token: z.string(),
    company: z.string(),
    invitedBy: z.string(),
    role,
  }),
  z.object({
    ...common,
    kind: z.literal('plan-changed'),
    company: z.string(),
    plan,
    /** Why, where nobody asked for it. */
    because: z.optional(z.literal('not-paid')),
  }),
  z.object({
    ...common,
    kind: z.literal('payment-failed'),
    company: z.string(),
    plan,
    /** ISO 8601: the plan is had until then. */
    until: z.string(),
  }),
  z.object({ ...common, kind: z.literal('payment-made'), company: z.string(), plan }),
]);
export type MailRequest = z.infer<typeof mailRequest>;
