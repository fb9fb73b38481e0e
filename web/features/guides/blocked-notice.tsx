import { List, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type GuideResponse, publishWithoutPicturesResponse } from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { blockingSteps } from './blocking-steps.ts';
import classes from './incomplete.module.css';

/** On the page of a guide that is not published: why, and what somebody can do about it. */
export function BlockedNotice({ found: { guide, missing } }: { found: GuideResponse }) {
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: () =>
      request(`/v1/guides/${guide.id}/publish-without-pictures`, {
        method: 'POST',
        body: {},
        answer: publishWithoutPicturesResponse,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['guide', guide.id] }),
  });
  const blocking = blockingSteps(missing);
  const one = blocking.length === 1;
  return (
    <section className={classes.notice} aria-label="This guide is not published">
      <Text fw={650} mb={4}>
        This guide is not published yet
      </Text>
      <List size="sm" spacing={4}>
        {blocking.map(({ step, sentence }) => (
          <List.Item key={step}>
            <a href={`#step-${step}`} className={classes.way}>
              {sentence}
            </a>
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="sm" mb="sm">
        {one ? 'The picture is' : 'The pictures are'} not kept. Publish the guide without{' '}
        {one ? 'it' : 'them'}, or record the procedure again with something else on the page.
      </Text>
      <BusyButton busy={publish.isPending} onClick={() => publish.mutate()}>
        {one ? 'Publish without that picture' : 'Publish without those pictures'}
      </BusyButton>
      {publish.isError && <Failure title="The guide could not be published" error={publish.error} />}
    </section>
  );
}
