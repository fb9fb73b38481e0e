import * as z from 'zod/mini';
import { keyScope } from './identity/key-scope.ts';
import { role } from './identity/role.ts';

/** Every refusal of the API: `application/problem+json` (RFC 9457), with the fields that were wrong. */
export const problem = z.object({
  /** `https://guidewright.dev/problems/<name>`; `<name>` is stable. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  /** JSON pointers into the request body (or `path`, `query`, `header` places) with what was wrong there. */
  errors: z.optional(z.array(z.object({ pointer: z.string(), message: z.string() }))),
  /** Of a 403: the scope that the API key lacks. */
  requiredScope: z.optional(keyScope),
  /** Of a 403: the least role that may. */
  requiredRole: z.optional(role),
  /** Of a 403: the company's own policies that forbid it, where the caller may read them. */
  policies: z.optional(z.array(z.string())),
  traceId: z.optional(z.string()),
});
export type Problem = z.infer<typeof problem>;
