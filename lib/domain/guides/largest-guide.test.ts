import { expect, test } from 'vitest';
import { draftStep, guideDraft, guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import { type Alphabet, alphabets, largestAction } from '../../../test/fixtures/largest-action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { StepImage } from '../../contracts/guides/draft.ts';
import { asFault } from '../../runtime/faults.ts';
import { withinGuide } from '../compose/live/within-guide.ts';
import { planPicture } from '../media/picture-plan.ts';
import { mergePictures } from './merge-pictures.ts';
import { readGuide } from './read-guide.ts';

const count = recordingLimits.stepsPerRecording;
const names = Object.keys(alphabets) as Alphabet[];

/** On AWS an address holds a session token, which has no stated limit; 1,300 characters are a long one. */
const signed = (key: string) =>
  `https://media-bucket-of-a-long-name.s3.eu-central-1.amazonaws.com/${key}?${'X'.repeat(350 + 1_300)}`;

test.each(names)(
  'a guide of 500 of the largest steps of %s can be read: its answer is below 6 MB',
  async (alphabet) => {
    const { page, target } = largestAction(0, alphabet);
    const steps = Array.from({ length: count }, (_, index) => {
      const { image: _image, ...step } = draftStep(1_500 + index);
      return { ...step, page, note: page.url, title: page.title, ...(target && { target }) };
    });
    const draft = guideDraft({
      steps: withinGuide(steps).steps.map((step) => ({
        ...step,
        image: draftStep(step.actions.first).image,
      })),
    });
    const fake = fakeGuides(guideRecord({ stepCount: count }));
    await fake.contents.keep(draft, 1, 'hash');
    const vainRetitles = {
      find: async () => ({ at: '2026-03-01T10:00:00.000Z', because: 'unreachable' as const }),
    };
    const pictures = { address: async (key: string) => signed(key) };
    const read = await readGuide(
      { ...fake, pictures, vainRetitles, edgeUrl: 'https://edge.example', models: 1 },
      tenantId,
      guideId,
    );
    if (!read.ok) throw new Error('not found');
    expect(read.value.guide.steps).toHaveLength(count);
    const answer = JSON.stringify({ statusCode: 200, body: JSON.stringify(read.value) });
    expect(Buffer.byteLength(answer)).toBeLessThan(6_291_556);
  },
);

/** As process-screenshot names its pictures, with the largest numbers that a plan can have. */
function largestImage(): StepImage {
  const size = { width: 6_324, height: 6_324 };
  const plan = planPicture({ scale: 1, target: { x: 1_111, y: 1_111, width: 1_111, height: 1_111 } }, size);
  const stored = (name: 'full' | 'reading' | 'thumb') => ({
    key: `${name}.0123456789abcdef.webp`,
    ...plan[name],
  });
  return {
    full: stored('full'),
    reading: stored('reading'),
    thumb: stored('thumb'),
    crop: plan.cropOfFull,
    target: plan.target,
  };
}

test.each([
  ['made', (stepId: string) => ({ pictures: [{ stepId, image: largestImage() }] })],
  ['not read', (stepId: string) => ({ pictures: [{ stepId, image: largestImage() }], unread: true })],
  ['lost', () => ({ pictures: [], reason: asFault(new Error('damaged '.repeat(1_000))).message })],
])('what the workflow passes on with 500 pictures %s is below 256 KiB', (_, outcome) => {
  const draftKey = `drafts/${guideId}/${recordingId}.json`;
  const ids = Array.from({ length: count }, (_step, index) => `stp_${1_500 + index}`);
  // As the recorder names them.
  const screenshotId = 'sht_00000000000000000000000001';
  const state = {
    tenantId,
    recordingId,
    guideId,
    lastSequence: recordingLimits.sequenceMaximum,
    title: '"'.repeat(200),
    visibility: 'private',
    requestedBy: 'usr_00000000000000000000000001',
    drain: { Error: 'RecordingNotDrained', Cause: 'x'.repeat(1_000) },
    assembled: { draftKey, screenshots: ids.map(() => ({ screenshotId })) },
    processed: ids.map((stepId) => ({ screenshotId, ...outcome(stepId) })),
    saved: { tenantId, guideId, recordingId, version: 1, blocked: false },
  };
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(256 * 1024);
});

test('of 500 pictures that were not read the first are named and the rest are counted', () => {
  const steps = Array.from({ length: count }, (_, index) => draftStep(index));
  const { missing } = mergePictures(
    guideDraft({ steps }),
    steps.map(({ id, screenshot }) => ({
      screenshotId: screenshot?.id ?? '',
      pictures: [{ stepId: id, image: largestImage() }],
      unread: true as const,
    })),
  );
  expect(missing).toEqual([
    expect.stringMatching(/^The pictures of steps 1, 2, .*20, and 480 more were not/),
  ]);
});

test('of 500 lost pictures the first are named and the rest are counted: a list of guides stays below 1 MiB', () => {
  const steps = Array.from({ length: count }, (_, index) => draftStep(index));
  const reason = 'UnusableScreenshot: other-size: 1 × 1';
  const { missing } = mergePictures(
    guideDraft({ steps }),
    steps.map(({ screenshot }) => ({ screenshotId: screenshot?.id ?? '', pictures: [], reason })),
  );
  expect(missing[0]).toBe('Step 1 has no picture: it is not of the size that was recorded.');
  expect(missing.at(-1)).toBe('480 more steps have no picture.');
  expect(101 * Buffer.byteLength(JSON.stringify(missing))).toBeLessThan(512 * 1024);
});
