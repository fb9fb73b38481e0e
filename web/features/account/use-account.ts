import { useQuery } from '@tanstack/react-query';
import { type AccountResponse, accountResponse } from '../../../lib/contracts/identity/account.ts';
import type { Action } from '../../../lib/contracts/identity/action.ts';
import { request } from '../../api/request.ts';
import { useSession } from '../identity/use-session.ts';

/** Who is signed in, and what that one may do. */
export function useAccount() {
  const session = useSession();
  const found = useQuery({
    queryKey: ['account', session?.id],
    queryFn: () => request<AccountResponse>('/v1/account', { answer: accountResponse }),
    staleTime: 30_000,
    enabled: session !== undefined,
  });
  const permissions = new Set(found.data?.permissions);
  return { found, user: found.data?.user ?? undefined, may: (action: Action) => permissions.has(action) };
}
