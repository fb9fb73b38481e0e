import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Visibility } from '../../../lib/contracts/guides/guide.ts';
import { publicMemorySeconds } from '../../../lib/contracts/share/link.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';

interface Props {
  readonly guideId: string;
  readonly title: string;
  readonly visibility: Visibility;
}

/** Asks once, since links to the guide die with it. */
export function DeleteGuide({ guideId, title, visibility }: Props) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => request(`/v1/guides/${guideId}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['guides'] });
      await navigate('/');
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={`Delete “${title}”?`}>
        <Text size="sm">
          Its page and every share link to it stop working, and it cannot be brought back.
          {visibility === 'public' &&
            ` It is public: who opens its page may still see it for ${publicMemorySeconds} seconds.`}
        </Text>
        {remove.isError && <Failure title="It could not be deleted" error={remove.error} />}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <BusyButton color="red" busy={remove.isPending} onClick={() => remove.mutate()}>
            Delete the guide
          </BusyButton>
        </Group>
      </Dialog>
    </>
  );
}
