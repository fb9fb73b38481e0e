import { Button, Group, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Collaborators } from '../../../lib/contracts/identity/policy.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useAccount } from '../account/use-account.ts';
import { useMembers } from '../members/use-members.ts';
import { CollaboratorRows } from './collaborator-rows.tsx';
import { useCollaborators } from './use-collaborators.ts';

interface Props {
  readonly guideId: string;
  readonly onDone: () => void;
}

export function CollaboratorsForm({ guideId, onDone }: Props) {
  const { found, saving } = useCollaborators(guideId);
  const [edited, setEdited] = useState<Collaborators>();
  const members = useMembers();
  const { user } = useAccount();
  if (found.isPending || members.isPending)
    return <Skeleton height={200} role="status" aria-label="Loading the access" />;
  if (!found.data || !members.data)
    return (
      <Failure
        title="It could not be loaded"
        error={found.error ?? members.error}
        retry={() => Promise.all([found.refetch(), members.refetch()])}
      />
    );
  const shown = edited ?? found.data;
  const change = (part: Partial<Collaborators>) => {
    saving.reset();
    setEdited({ ...shown, ...part });
  };
  return (
    <Stack gap="lg">
      <Switch
        label="This guide is sensitive"
        description="Only whoever recorded it, the people below, admins and owners may read it. Without this, everybody in the company may."
        checked={shown.sensitive}
        onChange={(event) => change({ sensitive: event.currentTarget.checked })}
      />
      <CollaboratorRows
        chosen={shown.collaborators}
        members={members.data.members}
        onChange={(collaborators) => change({ collaborators })}
      />
      {user?.role === 'viewer' && (
        <Text size="sm" c="dimmed">
          You can change this if you work on the guide as an editor.
        </Text>
      )}
      {saving.isError && <Failure title="It was not saved" error={saving.error} />}
      <Text size="sm" role="status">
        {saving.isSuccess && !edited ? 'Saved. It holds within a minute.' : ''}
      </Text>
      <Group gap="sm">
        <BusyButton
          busy={saving.isPending}
          disabled={!edited}
          onClick={() => saving.mutate(shown, { onSuccess: () => setEdited(undefined) })}
        >
          Save
        </BusyButton>
        <Button variant="default" disabled={saving.isPending} onClick={onDone}>
          {edited ? 'Cancel' : 'Close'}
        </Button>
      </Group>
    </Stack>
  );
}
