import type { Action } from '../identity/action.ts';

/**
 * What of the API is reached through the edge. CloudFront replaces every 403 by a page for readers, so none of these
 * refuses with one; all else is asked of the API at its own address.
 */
export const edgePaths = ['/v1/configuration', '/v1/guides/{id}/access', '/s/{token}'] as const;

/** Those among them that are decided about. */
export const edgeActions: ReadonlySet<Action> = new Set(['grantAccess']);
