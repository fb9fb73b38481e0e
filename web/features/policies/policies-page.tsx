import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type PoliciesResponse, policiesResponse } from '../../../lib/contracts/identity/policy.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { PoliciesView } from './policies-view.tsx';

/** The company's own rules of who may do what. */
export function PoliciesPage() {
  const found = useQuery({
    queryKey: ['policies'],
    queryFn: () => request<PoliciesResponse>('/v1/policies', { answer: policiesResponse }),
  });
  return (
    <SettingsPage
      title="Policies"
      intro="Roles say who may do what. Rules of your own, in the language Cedar, may permit more or forbid some of it. Nothing they say opens your company to another, and an owner can always change them back."
    >
      {found.isPending && (
        <Skeleton height={320} radius="md" role="status" aria-label="Loading the policies" />
      )}
      {!found.data && found.isError && (
        <Failure title="The policies could not be loaded" error={found.error} retry={found.refetch} />
      )}
      {found.data && <PoliciesView found={found.data} />}
    </SettingsPage>
  );
}
