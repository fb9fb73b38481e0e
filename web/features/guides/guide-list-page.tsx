import {
  Alert,
  Anchor,
  Badge,
  Group,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  type ListRecordingsResponse,
  listRecordingsResponse,
} from '../../../lib/contracts/capture/recording.ts';
import { type ListGuidesResponse, listGuidesResponse } from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { ago } from '../../ui/moment.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { useAccount } from '../account/use-account.ts';
import { GuideCard } from './guide-card.tsx';

export function GuideListPage() {
  usePageTitle('Guides');
  const guides = useInfiniteQuery({
    queryKey: ['guides'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      request<ListGuidesResponse>(
        `/v1/guides${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`,
        {
          answer: listGuidesResponse,
        },
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 15_000,
  });
  const rows = guides.data?.pages.flatMap((page) => page.guides) ?? [];
  return (
    <Stack gap="xl">
      <Title order={1}>Guides</Title>
      <RunningRecordings />
      {guides.isError && (
        <Failure title="The guides could not be loaded" error={guides.error} retry={guides.refetch} />
      )}
      <section aria-label="All guides" aria-busy={guides.isPending}>
        <VisuallyHidden role="status">{guides.isPending && 'Loading the guides'}</VisuallyHidden>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
          {guides.isPending && [1, 2, 3].map((place) => <Skeleton key={place} height={290} radius="lg" />)}
          {rows.map((guide) => (
            <GuideCard key={guide.id} guide={guide} />
          ))}
        </SimpleGrid>
      </section>
      {guides.isSuccess && rows.length === 0 && <NoGuides />}
      {guides.hasNextPage && (
        <Group justify="center">
          <BusyButton
            variant="default"
            busy={guides.isFetchingNextPage}
            onClick={() => void guides.fetchNextPage()}
          >
            Show more
          </BusyButton>
        </Group>
      )}
    </Stack>
  );
}

/** What is being recorded right now, or waits for its guide. */
function RunningRecordings() {
  const recordings = useQuery({
    queryKey: ['recordings'],
    queryFn: () => request<ListRecordingsResponse>('/v1/recordings', { answer: listRecordingsResponse }),
    refetchInterval: 4_000,
  });
  const running = (recordings.data?.recordings ?? []).filter(
    ({ status }) => status !== 'published' && status !== 'blocked' && status !== 'discarded',
  );
  if (running.length === 0) return null;
  const words = {
    recording: 'Recording',
    finalizing: 'Publishing',
    failed: 'Not published',
    published: '',
    blocked: '',
    discarded: '',
  };
  return (
    <section aria-label="Recordings">
      <Stack gap="xs">
        {running.map((recording) => (
          <Alert
            key={recording.recordingId}
            variant="light"
            color={recording.status === 'failed' ? 'red' : 'pine'}
          >
            <Group justify="space-between">
              <Group gap="sm">
                <Badge variant="filled" color={recording.status === 'failed' ? 'red' : 'pine'} autoContrast>
                  {words[recording.status]}
                </Badge>
                <Text size="sm">
                  {recording.title ?? 'A recording'}, started {ago(recording.createdAt)}
                </Text>
              </Group>
              <Anchor component={Link} to={`/recordings/${recording.recordingId}`} size="sm" fw={600}>
                {recording.status === 'failed' ? 'See what happened' : 'Watch live'}
              </Anchor>
            </Group>
          </Alert>
        ))}
      </Stack>
    </section>
  );
}

function NoGuides() {
  const { found, may } = useAccount();
  const mayRecord = !found.data || may('openRecording');
  return (
    <Stack align="center" gap="xs" py={60} ta="center">
      <Title order={2} size="h3">
        No guides yet
      </Title>
      {mayRecord ? (
        <>
          <Text c="dimmed" maw={460}>
            Open the Guidewright extension in your browser, press “Start recording” and do once what you would
            otherwise explain. The guide appears here a few seconds after you finish.
          </Text>
          <Text c="dimmed" maw={460}>
            You do not have the extension? Ask whoever runs this Guidewright for it. It asks for this address
            when you sign in: {location.origin}
          </Text>
        </>
      ) : (
        <Text c="dimmed" maw={460}>
          What your colleagues record appears here. To record guides yourself, ask an admin of your company to
          make you an editor.
        </Text>
      )}
    </Stack>
  );
}
