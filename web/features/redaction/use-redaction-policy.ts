import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RedactionPolicy, RedactionRules } from '../../../lib/contracts/redaction/policy.ts';
import { redactionPolicyResponse } from '../../../lib/contracts/redaction/policy-requests.ts';
import { request } from '../../api/request.ts';

const path = '/v1/redaction-policy';
const queryKey = ['redaction-policy'];

export function useRedactionPolicy(enabled = true) {
  return useQuery({
    queryKey,
    queryFn: () => request<RedactionPolicy>(path, { answer: redactionPolicyResponse }),
    enabled,
  });
}

/** Puts rules in the place of a revision that was read. */
export function useSaveRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: RedactionRules & { readonly revision: number }) =>
      request<RedactionPolicy>(path, { method: 'PUT', body: rules, answer: redactionPolicyResponse }),
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
  });
}

/** What is in force now, whatever was read before. */
export function readPresent(): Promise<RedactionPolicy> {
  return request<RedactionPolicy>(path, { answer: redactionPolicyResponse });
}
