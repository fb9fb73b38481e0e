import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ApiKey, listApiKeysResponse } from '../../../lib/contracts/identity/api-key.ts';
import { request } from '../../api/request.ts';

export function useApiKeys(enabled = true) {
  return useQuery({
    queryKey: ['api-keys'],
    queryFn: () => request<{ keys: ApiKey[] }>('/v1/api-keys', { answer: listApiKeysResponse }),
    enabled,
  });
}

export function useApiKeysChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['api-keys', 'plan'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
