import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Collaborators, collaborators } from '../../../lib/contracts/identity/policy.ts';
import { request } from '../../api/request.ts';

export function useCollaborators(guideId: string) {
  const queries = useQueryClient();
  const queryKey = ['collaborators', guideId];
  const path = `/v1/guides/${guideId}/collaborators`;
  const found = useQuery({
    queryKey,
    queryFn: () => request<Collaborators>(path, { answer: collaborators }),
  });
  const saving = useMutation({
    mutationFn: (wanted: Collaborators) =>
      request<Collaborators>(path, { method: 'PUT', body: wanted, answer: collaborators }),
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
  });
  return { found, saving };
}
