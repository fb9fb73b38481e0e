import type { PolicyAnswer } from '../../domain/redaction/policy/read-policy.ts';
import type { HttpReply } from '../../runtime/problem.ts';

/** The policy, or only that the asker has it: recorders ask often, and it seldom changes. */
export function policyReply({ policy, tag, isKnown }: PolicyAnswer): HttpReply {
  // Not for a browser's own store, which would keep on a disk what a company wants hidden.
  const headers = { etag: tag, 'cache-control': 'no-store' };
  if (isKnown) return { statusCode: 304, headers };
  return {
    statusCode: 200,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(policy),
  };
}
