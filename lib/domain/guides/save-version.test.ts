import { expect, test } from 'vitest';
import {
  draftStep,
  guideDraft,
  guideId,
  recordingId,
  stepImage,
  tenantId,
} from '../../../test/fakes/guide-draft.ts';
import { fakeGuides } from '../../../test/fakes/guide-records.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import { saveVersion } from './save-version.ts';

const now = () => new Date('2026-03-01T10:00:00Z');
const bare = guideDraft({ steps: [0, 1].map((index) => draftStep(index, { image: null })) });
/** As ProcessScreenshot gives it: keys within the step's folder. */
function processed(stepId: string) {
  const { full, reading, thumb, ...rest } = stepImage(stepId);
  const within = (image: typeof full) => ({ ...image, key: image.key.split('/').at(-1) ?? '' });
  return { stepId, image: { ...rest, full: within(full), reading: within(reading), thumb: within(thumb) } };
}
const pictures = [processed('stp_0'), { stepId: 'stp_1', image: null, reason: 'never-uploaded' }];

function setting(draft: Draft = bare) {
  const fake = fakeGuides();
  const made: string[] = [];
  /** Only of a guide that is there. */
  const rooms = {
    made: async (_: string, id: string) => void (fake.versions.length > 0 && made.push(id)),
  };
  return { ...fake, made, ports: { ...fake, rooms, drafts: { read: async () => draft }, now } };
}

test('a draft becomes version 1 with its pictures, and says which picture it lacks', async () => {
  const { ports, records, stored } = setting();
  expect(await saveVersion(ports, { draftKey: 'd', pictures })).toEqual({
    tenantId,
    guideId,
    recordingId,
    version: 1,
  });
  expect(records.get(guideId)).toMatchObject({
    status: 'publishing',
    stepCount: 2,
    coverKey: stepImage('stp_0').thumb.key,
    missing: ['Step 2 has no picture: its upload never arrived.'],
  });
  expect(stored.get(`${guideId}/1`)?.draft.steps[0]?.image).toEqual(stepImage('stp_0'));
});

test('the same recording saves one version, however often it is tried, and says each time that it is there', async () => {
  const { ports, versions, stored, made } = setting();
  for (let tries = 0; tries < 3; tries++) await saveVersion(ports, { draftKey: 'd', pictures });
  expect(versions).toHaveLength(1);
  expect(made).toEqual([guideId, guideId, guideId]);
  expect(stored.size).toBe(1);
});

test('a try that broke off between content and rows is finished under the same number', async () => {
  const { ports, versions, stored } = setting();
  const broken = {
    ...ports,
    guides: { ...ports.guides, addVersion: () => Promise.reject(new Error('the database went away')) },
  };
  await expect(saveVersion(broken, { draftKey: 'd', pictures })).rejects.toThrow('went away');
  expect((await saveVersion(ports, { draftKey: 'd', pictures })).version).toBe(1);
  expect([versions.length, stored.size]).toEqual([1, 1]);
});

test('two recordings that race for one guide get two versions and lose neither content', async () => {
  const { ports, versions, stored } = setting();
  const other = guideDraft({ recordingId: 'rec_00000000000000000000000002', steps: [draftStep(0)] });
  const otherPorts = { ...ports, drafts: { read: async () => other } };
  const [one, two] = await Promise.all([
    saveVersion(ports, { draftKey: 'd', pictures }),
    saveVersion(otherPorts, { draftKey: 'o', pictures: [] }),
  ]);
  expect([one.version, two.version].sort()).toEqual([1, 2]);
  expect([versions.length, stored.size]).toEqual([2, 2]);
});

test('the pictures of the longest guide fit through the state machine', () => {
  const draftKey = `drafts/${guideId}/${recordingId}.json`;
  const steps = Array.from(
    { length: recordingLimits.stepsPerRecording },
    (_, index) => `stp_${1000 + index}`,
  );
  const screenshots = steps.map((stepId) => ({ draftKey, stepId }));
  const state = { assembled: { draftKey, screenshots }, processed: steps.map(processed) };
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(250 * 1024);
});
