import { operations } from '../contracts/api/document.ts';
import type { Access, Method } from './http-route.ts';

/** Not of our API: the provider's own protocol, whose every request shows for itself who may make it. */
const provider = '/oidc/';

/**
 * Stops the synthesis at a route that no operation of the API describes, and at one whose access is not the one that
 * the operation declares: what the front door would decide about must have an action.
 */
export function requireOperation(method: Method, path: string, access: Access): void {
  if (path.startsWith(provider) && 'openBecause' in access) return;
  const operation = operations.find(
    (candidate) => candidate.path === path && candidate.method.toUpperCase() === method,
  );
  if (!operation) throw new Error(`${method} ${path} is no operation of lib/contracts/api`);
  const open = operation.access === 'none';
  if (open !== 'openBecause' in access)
    throw new Error(`${method} ${path} is declared ${open ? 'open' : `as the action ${operation.id}`}`);
}
