import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Invitation,
  listInvitationsResponse,
  listMembersResponse,
  type Member,
} from '../../../lib/contracts/identity/member.ts';
import { request } from '../../api/request.ts';

export function useMembers(enabled = true) {
  return useQuery({
    queryKey: ['members'],
    queryFn: () => request<{ members: Member[] }>('/v1/members', { answer: listMembersResponse }),
    enabled,
  });
}

export function useInvitations(enabled: boolean) {
  return useQuery({
    queryKey: ['invitations'],
    queryFn: () =>
      request<{ invitations: Invitation[] }>('/v1/invitations', { answer: listInvitationsResponse }),
    enabled,
  });
}

/** After a change to who is in. */
export function useMembersChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['members', 'invitations', 'plan', 'account'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

/** The name of whoever has the id; of one who left, only that. */
export function useNames(enabled = true): (id: string) => string {
  const found = useMembers(enabled);
  const names = new Map(found.data?.members.map(({ userId, name }) => [userId, name]));
  return (id) => names.get(id) ?? 'a former member';
}
