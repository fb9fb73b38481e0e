import { Divider, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Visibility } from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { visibilityWords } from '../guides/visibility-words.ts';
import { afterEnding } from './link-words.ts';
import { ShareLinks } from './share-links.tsx';
import { useLinks } from './use-links.ts';

interface Props {
  readonly guideId: string;
  readonly visibility: Visibility;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who may open the published page, and the links to it. */
export function ShareDialog({ guideId, visibility, opened, onClose }: Props) {
  const queries = useQueryClient();
  const links = useLinks(guideId, opened && visibility !== 'private');
  const [asking, setAsking] = useState(false);
  const choices = useRef<HTMLDivElement>(null);
  const change = useMutation({
    mutationFn: (wanted: Visibility) =>
      request(`/v1/guides/${guideId}/visibility`, { method: 'PUT', body: { visibility: wanted } }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['guide', guideId] }),
        queries.invalidateQueries({ queryKey: ['guides'] }),
        links.refresh(),
      ]),
  });
  const choose = (wanted: Visibility) => {
    if (change.isPending) return;
    const ends = wanted === 'private' && links.mayBeOpen;
    setAsking(ends);
    if (!ends) change.mutate(wanted);
  };
  const answered = () => {
    setAsking(false);
    // The question had the focus, and is gone.
    requestAnimationFrame(() => choices.current?.querySelector<HTMLInputElement>('input:checked')?.focus());
  };
  const close = () => {
    setAsking(false);
    onClose();
  };
  const shown = asking ? 'private' : change.isPending ? change.variables : visibility;
  return (
    <Dialog opened={opened} onClose={close} title="Share this guide" size="lg">
      <Stack gap="lg">
        <Radio.Group
          label="Who may open the published page"
          value={shown}
          onChange={(value) => choose(value as Visibility)}
        >
          <Stack gap="sm" mt="xs" ref={choices}>
            {(['private', 'link', 'public'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={visibilityWords[value].short}
                description={visibilityWords[value].long}
              />
            ))}
          </Stack>
        </Radio.Group>
        {asking && (
          <InlineQuestion
            question="Make this guide private?"
            yes="Make it private"
            no="Leave it as it is"
            busy={change.isPending}
            onYes={() => change.mutate('private', { onSettled: answered })}
            onNo={answered}
          >
            {afterEnding(links.found.isSuccess ? links.open.length : 0)}
          </InlineQuestion>
        )}
        <Text size="sm" role="status">
          {change.isPending ? 'Saving …' : change.isSuccess ? 'Saved.' : ''}
        </Text>
        {change.isError && <Failure title="The visibility could not be changed" error={change.error} />}
        {(asking || shown !== 'private') && (
          <>
            <Divider />
            <ShareLinks guideId={guideId} visibility={visibility} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
