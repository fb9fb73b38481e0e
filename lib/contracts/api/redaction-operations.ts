import {
  redactionPolicyRefusals,
  redactionPolicyResponse,
  tryRedactionPolicyRequest,
  tryRedactionPolicyResponse,
  writeRedactionPolicyRequest,
} from '../redaction/policy-requests.ts';
import type { Operation } from './operation.ts';

/** What a company has hidden in its recordings. */
export const redactionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/redaction-policy',
    id: 'readRedactionPolicy',
    summary: 'Read what is hidden in recordings; whoever records keeps to it',
    description:
      'The `ETag` of an answer, as `If-None-Match` of the next question, brings 304 as long as it holds.',
    query: { revision: { description: 'An earlier revision instead of the present one' } },
    headers: { 'If-None-Match': { description: 'The `ETag` of what is known already' } },
    success: { status: 200, body: redactionPolicyResponse },
  },
  {
    method: 'put',
    path: '/v1/redaction-policy',
    id: 'writeRedactionPolicy',
    summary: 'Replace what is hidden in recordings',
    request: writeRedactionPolicyRequest,
    success: { status: 200, body: redactionPolicyResponse },
    refusals: redactionPolicyRefusals,
  },
  {
    method: 'post',
    path: '/v1/redaction-policy/try',
    id: 'tryRedactionPolicy',
    summary: 'Try what of a text would be hidden',
    request: tryRedactionPolicyRequest,
    success: { status: 200, body: tryRedactionPolicyResponse },
    refusals: { 'invalid-rules': redactionPolicyRefusals['invalid-rules'] },
  },
];
