import { Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { LiveRecording } from '../../../lib/contracts/compose/step.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { ago } from '../../ui/moment.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { LiveStep } from './live-step.tsx';
import classes from './recording-page.module.css';
import { usePreview } from './use-preview.ts';

export function RecordingPage() {
  const { recordingId = '' } = useParams();
  usePageTitle('Live recording');
  const { recording, error, connection, reload } = usePreview(recordingId);
  if (error && !recording)
    return <Failure title="The recording could not be loaded" error={error} retry={reload} />;
  if (!recording) return <Skeleton height={300} radius="lg" aria-label="Loading the recording" />;
  return (
    <Stack gap="lg" className={classes.column}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{recording.title ?? 'Live recording'}</Title>
          <Text c="dimmed">Started {ago(recording.createdAt)}</Text>
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
      <ol className={classes.steps} aria-live="polite" aria-label="Steps so far">
        {recording.steps.map((step, place) => (
          <LiveStep key={step.id} step={step} number={place + 1} />
        ))}
      </ol>
      {recording.steps.length === 0 && recording.status === 'recording' && (
        <Text c="dimmed">Steps appear here as they are done.</Text>
      )}
    </Stack>
  );
}

function Status({ recording, live }: { recording: LiveRecording; live: boolean }) {
  const words = {
    recording: live ? 'Recording live' : 'Recording, connecting …',
    finalizing: 'Publishing the guide …',
    published: 'Published',
    failed: 'Not published',
    discarded: 'Discarded',
  };
  return (
    <Badge
      size="lg"
      variant="filled"
      color={recording.status === 'failed' ? 'red' : 'pine'}
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
  if (recording.status === 'published') {
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
      <Failure title={`${state} failed`} error={message} retry={() => redrive.mutate()} />
      {redrive.isError && <Failure title="It could not be tried again" error={redrive.error} />}
    </Stack>
  );
}
