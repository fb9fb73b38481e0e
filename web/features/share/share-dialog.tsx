import { Divider, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Visibility } from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { visibilityWords } from '../guides/visibility-words.ts';
import { ShareLinks } from './share-links.tsx';

interface Props {
  readonly guideId: string;
  readonly visibility: Visibility;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who may read the guide, and the links to it. */
export function ShareDialog({ guideId, visibility, opened, onClose }: Props) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: Visibility) =>
      request(`/v1/guides/${guideId}/visibility`, { method: 'PUT', body: { visibility: wanted } }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['guide', guideId] }),
        queries.invalidateQueries({ queryKey: ['guides'] }),
      ]),
  });
  const shown = change.isPending ? change.variables : visibility;
  return (
    <Dialog opened={opened} onClose={onClose} title="Share this guide" size="lg">
      <Stack gap="lg">
        <Radio.Group
          label="Who may read it"
          value={shown}
          onChange={(value) => change.mutate(value as Visibility)}
        >
          <Stack gap="sm" mt="xs">
            {(['private', 'link', 'public'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={visibilityWords[value].short}
                description={visibilityWords[value].long}
                disabled={change.isPending}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" role="status">
          {change.isPending ? 'Saving …' : change.isSuccess ? 'Saved.' : ''}
        </Text>
        {change.isError && <Failure title="The visibility could not be changed" error={change.error} />}
        {shown !== 'private' && (
          <>
            <Divider />
            <ShareLinks guideId={guideId} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
