import * as z from 'zod/mini';

/** `GET /v1/configuration`: what an application needs to know before anybody signs in. */
export const configurationResponse = z.object({
  apiUrl: z.string(),
  issuer: z.string(),
  region: z.string(),
  regions: z.array(z.string()),
});
export type Configuration = z.infer<typeof configurationResponse>;

/** The product's own OAuth clients; they are public ones and keep no secret. */
export const clients = {
  web: 'guidewright-web',
  extension: 'guidewright-extension',
} as const;

/** `scope` to ask for: an id token, a refresh token, and calls of the API. */
export const signInScope = 'openid profile email offline_access guides record';
