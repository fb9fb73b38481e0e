import * as z from 'zod/mini';

/** Each may do what the ones before may. */
export const roles = ['viewer', 'editor', 'admin', 'owner'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;
