import * as z from 'zod/mini';

/** What an API key may be allowed; a key does nothing that its scopes do not name. */
export const keyScopes = [
  'guides:read',
  'guides:write',
  'recordings:read',
  'recordings:write',
  'members:read',
  'members:write',
  'tenant:read',
  'tenant:write',
  'audit:read',
] as const;
export const keyScope = z.enum(keyScopes);
export type KeyScope = z.infer<typeof keyScope>;
