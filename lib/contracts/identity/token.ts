import * as z from 'zod/mini';

/** Claims of an access token beside the registered ones. */
export const accessClaims = z.object({
  sub: z.string(),
  tenant_id: z.string(),
  scope: z.string(),
  client_id: z.string(),
  /** Absent where the issuer tells no more than it must. */
  name: z.optional(z.string()),
});

/** `aud` of every access token. */
export const tokenAudience = 'guidewright';
