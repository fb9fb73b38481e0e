import { Anchor, Button, Group, Menu, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { titleText } from '../../../lib/contracts/compose/title.ts';
import { type GuideResponse, guideResponse, noStepsYet } from '../../../lib/contracts/guides/guide.ts';
import { readMissing } from '../../../lib/contracts/guides/missing.ts';
import { inSections } from '../../../lib/contracts/guides/section.ts';
import type { ExportFormat } from '../../../lib/contracts/share/export.ts';
import { type AccessResponse, accessResponse } from '../../../lib/contracts/share/link.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageFailure } from '../../ui/page-failure.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Nothing } from '../../ui/rows.tsx';
import { columnClass, StepList } from '../../ui/step-list.tsx';
import { StepTitle } from '../../ui/step-title.tsx';
import { saveExport } from '../share/save-export.ts';
import { ShareDialog } from '../share/share-dialog.tsx';
import { BetterTitles } from './better-titles.tsx';
import { BlockedNotice } from './blocked-notice.tsx';
import { blockingSteps } from './blocking-steps.ts';
import { CompanyAccess } from './company-access.tsx';
import { DeleteGuide } from './delete-guide.tsx';
import { EarlierPictures } from './earlier-pictures.tsx';
import classes from './guide-page.module.css';
import { GuidePart } from './guide-part.tsx';
import { GuideStepItem } from './guide-step.tsx';
import { IncompleteNotice } from './incomplete.tsx';

export function GuidePage() {
  const { guideId = '' } = useParams();
  const found = useQuery({
    queryKey: ['guide', guideId],
    queryFn: () => request<GuideResponse>(`/v1/guides/${guideId}`, { answer: guideResponse }),
  });
  usePageTitle(titleText(found.data?.guide.title ?? 'Guide'));
  if (found.isPending)
    return <Skeleton height={400} radius="lg" role="status" aria-label="Loading the guide" />;
  if (found.isError)
    return (
      <PageFailure
        heading="Guide"
        title="The guide could not be loaded"
        error={found.error}
        retry={found.refetch}
      />
    );
  return <GuideView found={found.data} />;
}

function GuideView({ found }: { found: GuideResponse }) {
  const { guide, missing, status, visibility, publishedUrl } = found;
  const [sharing, setSharing] = useState(false);
  const open = useMutation({
    mutationFn: () =>
      request<AccessResponse>(`/v1/guides/${guide.id}/access`, {
        throughEdge: true,
        method: 'POST',
        body: {},
        answer: accessResponse,
      }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const save = useMutation({
    mutationFn: (format: ExportFormat) => saveExport(guide.id, format),
  });
  const named = status === 'blocked' ? blockingSteps(missing).map(({ sentence }) => sentence) : [];
  const lacking = missing.filter((sentence) => !named.includes(sentence));
  const lost = new Map(missing.flatMap((sentence) => lostPicture(sentence)));
  return (
    <article className={columnClass}>
      <Stack gap="md" mb="xl">
        <Title order={1}>
          <StepTitle title={guide.title} />
        </Title>
        {guide.description && <Text size="lg">{guide.description}</Text>}
        <Group gap="sm">
          <Button disabled={status === 'blocked' && !publishedUrl} onClick={() => setSharing(true)}>
            Share
          </Button>
          <CompanyAccess guideId={guide.id} />
          <BusyButton
            variant="default"
            busy={open.isPending}
            disabled={!publishedUrl}
            onClick={() => open.mutate()}
          >
            Open the published page
          </BusyButton>
          <Menu>
            <Menu.Target>
              <BusyButton variant="default" busy={save.isPending}>
                Export
              </BusyButton>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => save.mutate('markdown')}>Markdown with pictures (zip)</Menu.Item>
              <Menu.Item onClick={() => save.mutate('html')}>HTML, one file</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <DeleteGuide guideId={guide.id} title={titleText(guide.title)} visibility={visibility} />
        </Group>
        {open.isError && <Failure title="The page could not be opened" error={open.error} />}
        <Text size="sm" role="status">
          {save.isPending && 'Making the file …'}
          {save.isSuccess && `“${save.data.fileName}” is in your downloads.`}
        </Text>
        {save.isError && <Failure title="The guide could not be exported" error={save.error} />}
        <BetterTitles found={found} />
        <EarlierPictures found={found} />
        {status === 'blocked' && <BlockedNotice found={found} />}
        {lacking.length > 0 && <IncompleteNotice missing={lacking} />}
        {guide.url && (
          <Text size="sm">
            Starts at{' '}
            <Anchor href={guide.url} rel="noreferrer" target="_blank" className={classes.address}>
              {guide.url}
            </Anchor>
          </Text>
        )}
      </Stack>
      {guide.steps.length === 0 && <Nothing>{noStepsYet}</Nothing>}
      {inSections(guide.steps, guide.sections).map(({ title, steps, from }) => (
        <GuidePart key={from} title={title}>
          <StepList label={title ?? 'Steps'} start={from + 1}>
            {steps.map((step, place) => (
              <GuideStepItem
                key={step.id}
                step={step}
                number={from + place + 1}
                order={title ? 3 : 2}
                lost={lost.get(from + place + 1)}
              />
            ))}
          </StepList>
        </GuidePart>
      ))}
      <ShareDialog
        guideId={guide.id}
        visibility={visibility}
        opened={sharing}
        onClose={() => setSharing(false)}
      />
    </article>
  );
}

/** The step's number, and what stands in its picture's place. */
function lostPicture(sentence: string): [number, string][] {
  const found = readMissing(sentence);
  return found?.kind === 'picture'
    ? [[found.step, `The picture is missing${found.reason ? `: ${found.reason}` : ''}.`]]
    : [];
}
