import * as z from 'zod/mini';

/** Claims of an access token beside the registered ones. */
export const accessClaims = z.object({
  sub: z.string(),
  tenant_id: z.string(),
  scope: z.string(),
  client_id: z.string(),
  /** When the person signed in (RFC 9068); Unix seconds, with a fraction. */
  auth_time: z.number(),
  /** Absent where the issuer tells no more than it must. */
  name: z.optional(z.string()),
});

/** `aud` of every access token. */
export const tokenAudience = 'guidewright';
