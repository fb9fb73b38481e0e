import { Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  type GuideResponse,
  guideResponse,
  type RetitleResponse,
  retitleResponse,
} from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { titlesLine } from './title-words.ts';

/** The models are tried for so long, and a little; in milliseconds. */
const patience = 200_000;
const pause = 2_000;

/** Says quietly whose the titles are, and offers better ones where a model could make them. */
export function BetterTitles({ found: { guide, canRetitle, vainRetitle } }: { found: GuideResponse }) {
  const ask = useMutation({
    mutationFn: () =>
      request<RetitleResponse>(`/v1/guides/${guide.id}/retitle`, {
        method: 'POST',
        body: {},
        answer: retitleResponse,
      }),
  });
  const waitsFor = ask.data?.status === 'running' ? ask.data.version + 1 : 0;
  const overdue = ask.submittedAt > 0 && Date.now() - ask.submittedAt > patience;
  const isWaiting = waitsFor > guide.version && !overdue;
  // The page's own question, asked again until the answer is another version.
  useQuery({
    queryKey: ['guide', guide.id],
    queryFn: () => request<GuideResponse>(`/v1/guides/${guide.id}`, { answer: guideResponse }),
    enabled: isWaiting,
    refetchInterval: isWaiting ? pause : false,
  });
  const line = titlesLine({ titledBy: guide.titledBy, canRetitle, vain: vainRetitle });
  const busy = ask.isPending || isWaiting;
  if (!line && !canRetitle && !ask.isSuccess) return null;
  return (
    <>
      <Group gap="sm">
        <Text size="sm" role="status">
          {busy ? 'Better titles are being made …' : told(line, ask.isSuccess, overdue && !vainRetitle)}
        </Text>
        {canRetitle && (
          <BusyButton size="compact-sm" variant="default" busy={busy} onClick={() => ask.mutate()}>
            Better titles
          </BusyButton>
        )}
      </Group>
      {ask.isError && <Failure title="Better titles could not be asked for" error={ask.error} />}
    </>
  );
}

function told(line: string | undefined, asked: boolean, isUnanswered: boolean): string {
  if (isUnanswered) return `No language model had better ones. ${line ?? ''}`.trim();
  return line ?? (asked ? 'The titles are better now.' : '');
}
