import * as z from 'zod/mini';
import { keyScope } from './key-scope.ts';
import { role } from './role.ts';

/**
 * What the front door found out about a request, as it hands it to the function behind the route
 * (`requestContext.authorizer.lambda`). A function that gets anything but `allow` answers the refusal.
 */
export const admission = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('allow'),
    tenantId: z.string(),
    /** `usr_…` of a person, `key_…` of an API key. */
    principalId: z.string(),
    kind: z.enum(['user', 'api-key']),
    role: z.optional(role),
    /** What a person is called, where the token says it. */
    userName: z.optional(z.string()),
    /** JSON of {@link rateState}; absent where nothing is counted. */
    rate: z.optional(z.string()),
  }),
  z.object({ decision: z.literal('unauthenticated'), reason: z.string() }),
  /** Not for this caller, who may know that it is there. */
  z.object({
    decision: z.literal('deny'),
    /** The rules that decided, for logs; nothing of it is told. */
    reason: z.string(),
    /** What is told, as {@link problem} has it. */
    requiredScope: z.optional(keyScope),
    requiredRole: z.optional(role),
    /** With spaces between. */
    policies: z.optional(z.string()),
    detail: z.optional(z.string()),
    rate: z.optional(z.string()),
  }),
  /** Not for this caller, who must not learn that it is there. */
  z.object({ decision: z.literal('hide'), rate: z.optional(z.string()) }),
  z.object({ decision: z.literal('limited'), rate: z.string() }),
  /** The tenant lives in another region, whose API this is. */
  z.object({ decision: z.literal('elsewhere'), home: z.string() }),
  /** It could not be decided; another try may. */
  z.object({ decision: z.literal('unavailable') }),
]);
export type Admission = z.infer<typeof admission>;

/** For the `RateLimit-Policy` and `RateLimit` header fields (draft-ietf-httpapi-ratelimit-headers). */
export const rateState = z.object({
  policy: z.string(),
  /** Requests in `window` seconds. */
  quota: z.int(),
  window: z.int(),
  remaining: z.int(),
  /** Seconds until there is room for one more (when refused) or until the bucket is full. */
  reset: z.int(),
});
export type RateState = z.infer<typeof rateState>;
