import { expect, test } from 'vitest';
import { fakeCompose, fakeRecording } from '../../../../test/fakes/compose-ports.ts';
import { deliver, sealAll } from '../../../../test/fakes/recorded-batches.ts';
import { largestAction } from '../../../../test/fixtures/largest-action.ts';
import type { Action } from '../../../contracts/capture/action.ts';
import { recordingLimits } from '../../../contracts/capture/limits.ts';
import type { Draft } from '../../../contracts/guides/draft.ts';
import { assembleGuide } from './assemble-guide.ts';
import { composeDeliveries } from './compose-deliveries.ts';

/** Without what a guide may lose in silence. */
function largeClick(index: number): Action {
  const {
    thumbnail: _thumbnail,
    screenshot: _screenshot,
    target,
    ...action
  } = largestAction(index, 'letters');
  return { ...action, tab: 1, ...(target && { target: { ...target, selectors: [] } }) };
}

async function guideOf(count: number): Promise<Draft> {
  const ports = fakeCompose();
  const frames = sealAll(
    Array.from({ length: count }, (_, index) => largeClick(index)),
    20,
  );
  await composeDeliveries(
    ports,
    frames.map((frame) => deliver(frame)),
  );
  const kept: Draft[] = [];
  const drafts = { put: async (_key: string, draft: Draft) => void kept.push(draft) };
  const { tenantId, recordingId, guideId } = fakeRecording();
  await assembleGuide(
    { ...ports, drafts },
    { tenantId, recordingId, guideId, lastSequence: frames.length, visibility: 'private', requestedBy: 'u' },
  );
  const [draft] = kept;
  if (!draft) throw new Error('no draft was kept');
  return draft;
}

test('a guide that had to leave something out says so, and still says where it begins', async () => {
  const { missing, url, title, steps } = await guideOf(recordingLimits.stepsPerRecording);
  expect(steps).toHaveLength(recordingLimits.stepsPerRecording);
  expect(missing).toEqual([
    `Details of ${steps.length} steps were left out: the guide would have been too large.`,
  ]);
  expect({ url, title }).toEqual({ url: largeClick(0).page.url, title: largeClick(0).page.title });
});

test('a guide that has room for everything lacks nothing', async () => {
  expect((await guideOf(5)).missing).toEqual([]);
});
