import * as z from 'zod/mini';

/** `POST /v1/tokens` (no authorization): password grant, or a refresh. */
export const tokenRequest = z.discriminatedUnion('grant', [
  z.object({
    grant: z.literal('password'),
    email: z.string().check(z.maxLength(254)),
    password: z.string().check(z.maxLength(200)),
  }),
  z.object({ grant: z.literal('refresh'), refreshToken: z.string().check(z.maxLength(200)) }),
]);
export type TokenRequest = z.infer<typeof tokenRequest>;

/** The access token is an RS256 JWT (typ `at+jwt`) good for `expiresIn` seconds; a refresh token works once. */
export const tokenResponse = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int(),
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    tenantId: z.string(),
    tenantName: z.string(),
  }),
});
export type TokenResponse = z.infer<typeof tokenResponse>;

/** Claims of an access token beside the registered ones. */
export const accessClaims = z.object({
  sub: z.string(),
  tenant_id: z.string(),
  scope: z.string(),
  /** Absent where the issuer tells no more than it must. */
  name: z.optional(z.string()),
});

/** `aud` of every access token. */
export const tokenAudience = 'guidewright';
