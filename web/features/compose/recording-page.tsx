import { Anchor, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { LiveRecording } from '../../../lib/contracts/compose/step.ts';
import { titleText } from '../../../lib/contracts/compose/title.ts';
import { type GuideResponse, guideResponse } from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { ago } from '../../ui/moment.ts';
import { PageFailure } from '../../ui/page-failure.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { columnClass, StepList } from '../../ui/step-list.tsx';
import { LiveStep } from './live-step.tsx';
import { usePreview } from './use-preview.ts';

export function RecordingPage() {
  const { recordingId = '' } = useParams();
  const { recording, error, connection, reload } = usePreview(recordingId);
  const title = useTitle(recording);
  usePageTitle(title);
  if (error && !recording)
    return (
      <PageFailure
        heading="Recording"
        title="The recording could not be loaded"
        error={error}
        retry={reload}
      />
    );
  if (!recording)
    return <Skeleton height={300} radius="lg" role="status" aria-label="Loading the recording" />;
  return (
    <Stack gap="lg" className={columnClass}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>
            {hasGuide(recording) ? (
              <Anchor component={Link} to={`/guides/${recording.guideId}`} inherit>
                {title}
              </Anchor>
            ) : (
              title
            )}
          </Title>
          <Text c="dimmed">Recording started {ago(recording.createdAt)}</Text>
        </div>
        <Status recording={recording} live={connection === 'live'} />
      </Group>
      <Outcome recording={recording} reload={reload} />
      {recording.limitReached && (
        <Failure
          title="The recording is full"
          error={`It reached the limit of ${recording.limitReached === 'steps' ? '500 steps' : '2,000 actions'}. What was recorded up to there is kept.`}
        />
      )}
      <StepList label={recording.status === 'recording' ? 'Steps so far' : 'Steps'} live>
        {recording.steps.map((step, place) => (
          <LiveStep key={step.id} step={step} number={place + 1} />
        ))}
      </StepList>
      {recording.steps.length === 0 && recording.status === 'recording' && (
        <Text c="dimmed">Steps appear here as they are done.</Text>
      )}
    </Stack>
  );
}

/** What the page is about now: a recording that runs, or the guide that it has become. */
function useTitle(recording: LiveRecording | undefined): string {
  const guideId = recording?.guideId ?? '';
  const published = recording !== undefined && hasGuide(recording);
  const guide = useQuery({
    queryKey: ['guide', guideId],
    queryFn: () => request<GuideResponse>(`/v1/guides/${guideId}`, { answer: guideResponse }),
    enabled: published,
  });
  const given = (published && guide.data?.guide.title) || recording?.title;
  if (given) return titleText(given);
  return recording ? untitled[recording.status] : 'Recording';
}

const hasGuide = ({ status }: LiveRecording) => status === 'published' || status === 'blocked';

const untitled: Record<LiveRecording['status'], string> = {
  recording: 'Live recording',
  finalizing: 'A recording becomes a guide',
  published: 'The guide',
  blocked: 'A guide that waits for a decision',
  failed: 'A recording without a guide',
  discarded: 'A discarded recording',
};

function Status({ recording, live }: { recording: LiveRecording; live: boolean }) {
  const words = {
    recording: live ? 'Recording live' : 'Recording, connecting …',
    finalizing: 'Publishing the guide …',
    published: 'Published',
    blocked: 'Waits for a decision',
    failed: 'Not published',
    discarded: 'Discarded',
  };
  return (
    <Badge
      size="lg"
      variant="filled"
      color={recording.status === 'failed' || recording.status === 'blocked' ? 'red' : 'pine'}
      role="status"
      autoContrast
    >
      {words[recording.status]}
    </Badge>
  );
}

function Outcome({ recording, reload }: { recording: LiveRecording; reload: () => unknown }) {
  const redrive = useMutation({
    mutationFn: () =>
      request(`/v1/recordings/${recording.recordingId}/redrive`, { method: 'POST', body: {} }),
    onSuccess: reload,
  });
  if (hasGuide(recording)) {
    return (
      <Button component={Link} to={`/guides/${recording.guideId}`} size="md" w="fit-content">
        Open the guide
      </Button>
    );
  }
  if (recording.status !== 'failed') return null;
  const { state, message } = recording.failure ?? { state: 'The workflow', message: 'No reason was given.' };
  return (
    <Stack gap="sm">
      <Failure
        title={`${state} failed`}
        error={message}
        retry={() => redrive.mutateAsync().catch(() => undefined)}
      />
      {redrive.isError && <Failure title="It could not be tried again" error={redrive.error} />}
    </Stack>
  );
}
