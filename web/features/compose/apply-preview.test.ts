import { expect, test } from 'vitest';
import type { LiveRecording, Step } from '../../../lib/contracts/compose/step.ts';
import { applyPreview } from './apply-preview.ts';

const step = (first: number, title: string, thumbnail?: string): Step => ({
  id: `stp_${first}`,
  kind: 'click',
  title,
  page: { url: 'https://example.org/', title: 'Example' },
  tab: 1,
  at: first,
  actions: { first, last: first },
  ...(thumbnail ? { thumbnail } : {}),
});

const recording = (steps: Step[], composedSequence = 2): LiveRecording => ({
  recordingId: 'rec-1',
  guideId: 'gde-1',
  status: 'recording',
  createdAt: '2026-01-01T00:00:00Z',
  steps,
  composedSequence,
  quarantined: [],
});

const pushed = (composedSequence: number, changed: Step[], removed: string[] = []) =>
  ({ type: 'steps', recordingId: 'rec-1', composedSequence, changed, removed }) as const;

test('a pushed step takes its place by its first action, whatever the order of arrival', () => {
  const now = applyPreview(recording([step(0, 'a'), step(7, 'c')]), pushed(3, [step(4, 'b')]));
  expect(now.steps.map(({ title }) => title)).toEqual(['a', 'b', 'c']);
});

test('a changed step replaces the one of the same id and keeps its picture', () => {
  const now = applyPreview(recording([step(0, 'Type "s"', 'picture')]), pushed(3, [step(0, 'Type "sl"')]));
  expect(now.steps).toMatchObject([{ title: 'Type "sl"', thumbnail: 'picture' }]);
});

test('a removed step goes', () => {
  expect(applyPreview(recording([step(0, 'a')]), pushed(3, [], ['stp_0'])).steps).toEqual([]);
});

test('a message older than what is shown changes nothing', () => {
  const now = recording([step(0, 'new')], 5);
  expect(applyPreview(now, pushed(4, [step(0, 'old')]))).toBe(now);
});
