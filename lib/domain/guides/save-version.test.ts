import { describe, expect, test } from 'vitest';
import {
  draftStep,
  guideDraft,
  guideId,
  recordingId,
  stepImage,
  tenantId,
  userId,
} from '../../../test/fakes/guide-draft.ts';
import { fakeGuides } from '../../../test/fakes/guide-records.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { saveVersion } from './save-version.ts';

const now = () => new Date('2026-03-01T10:00:00Z');
const bare = guideDraft({ steps: [0, 1].map((index) => draftStep(index, { image: null })) });
/** As ProcessScreenshot gives it: keys within the step's folder. */
function processed(index: number) {
  const stepId = `stp_${index}`;
  const { full, reading, thumb, ...rest } = stepImage(stepId);
  const within = (image: typeof full) => ({ ...image, key: image.key.split('/').at(-1) ?? '' });
  const image = { ...rest, full: within(full), reading: within(reading), thumb: within(thumb) };
  return { screenshotId: screenshotId(index), pictures: [{ stepId, image }] };
}
const screenshotId = (index: number) => draftStep(index).screenshot?.id ?? '';
const lost = { screenshotId: screenshotId(1), pictures: [] };
const pictures = [processed(0), { ...lost, reason: 'never-uploaded' }];

function setting(draft: Draft = bare) {
  const fake = fakeGuides();
  const made: string[] = [];
  /** Only of a guide that is there. */
  const rooms = {
    made: async (_: string, id: string) => void (fake.versions.length > 0 && made.push(id)),
  };
  return {
    ...fake,
    made,
    ports: { ...fake, rooms, newAuditEvent, drafts: { read: async () => draft }, now },
  };
}

test('what tells hidden values again is for making pictures, and no part of what is saved', async () => {
  const seen = { salt: 'salt', values: [{ print: 'print', words: 2, kind: 'person-name' as const }] };
  const { ports, stored } = setting({ ...bare, seen, learned: seen });
  await saveVersion(ports, { draftKey: 'd', pictures });
  expect(JSON.stringify(stored.get(`${guideId}/1`))).not.toMatch(/salt|print/);
});

test('a draft becomes version 1 with its pictures, and says which picture it lacks', async () => {
  const { ports, records, stored } = setting();
  expect(await saveVersion(ports, { draftKey: 'd', pictures })).toEqual({
    tenantId,
    guideId,
    recordingId,
    version: 1,
    blocked: false,
  });
  expect(records.get(guideId)).toMatchObject({
    status: 'publishing',
    stepCount: 2,
    coverKey: stepImage('stp_0').thumb.key,
    missing: ['Step 2 has no picture: its upload never arrived.'],
  });
  expect(stored.get(`${guideId}/1`)?.draft.steps[0]?.image).toEqual(stepImage('stp_0'));
});

test('a picture that was withheld blocks the version, which is saved without it and says why, as the log does', async () => {
  const { ports, records, stored, events } = setting();
  const withheld = { ...lost, reason: 'sensitive-left', kinds: ['card' as const] };
  const saved = await saveVersion(ports, { draftKey: 'd', pictures: [processed(0), withheld] });
  expect(saved).toMatchObject({ version: 1, blocked: true });
  expect(records.get(guideId)).toMatchObject({
    status: 'blocked',
    missing: ['Step 2 has no picture: it shows a card number that could not be covered.'],
  });
  expect(stored.get(`${guideId}/1`)?.draft.steps.map(({ image }) => image !== null)).toEqual([true, false]);
  expect(events).toMatchObject([
    { action: 'blockGuide', outcome: 'refused', facts: { recordingId, steps: '2', kinds: 'card' } },
  ]);
  expect(await saveVersion(ports, { draftKey: 'd', pictures: [processed(0), withheld] })).toEqual(saved);
  expect(events).toHaveLength(1);
});

test('pictures that nobody looked through are published, and the guide says that', async () => {
  const { ports, records } = setting();
  const unread = { ...processed(0), unread: true as const };
  const saved = await saveVersion(ports, { draftKey: 'd', pictures: [unread, processed(1)] });
  expect(saved.blocked).toBe(false);
  expect(records.get(guideId)?.missing).toEqual([
    'The picture of step 1 was not looked through for sensitive text: only what the page marked is covered.',
  ]);
});

test('steps that show the same screenshot get their pictures from the same result', async () => {
  const shared = draftStep(1, { image: null, screenshot: draftStep(0).screenshot });
  const { ports, records, stored } = setting(guideDraft({ steps: [draftStep(0, { image: null }), shared] }));
  const [first, second] = [processed(0), processed(1)];
  const both = { ...first, pictures: [...first.pictures, ...second.pictures] };
  await saveVersion(ports, { draftKey: 'd', pictures: [both] });
  expect(records.get(guideId)?.missing).toEqual([]);
  expect(stored.get(`${guideId}/1`)?.draft.steps.map(({ image }) => image)).toEqual([
    stepImage('stp_0'),
    stepImage('stp_1'),
  ]);
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

describe('other titles of a version', () => {
  const retitled = guideDraft({ title: 'Buy a mug', retitled: { from: 1, requestedBy: userId } });
  async function published() {
    const fake = setting(retitled);
    await saveVersion({ ...fake.ports, drafts: { read: async () => bare } }, { draftKey: 'd', pictures });
    return fake;
  }

  test('become the next version, with the pictures that it has, and an event that says who asked', async () => {
    const { ports, records, versions, stored, events } = await published();
    expect(await saveVersion(ports, { draftKey: 'r' })).toMatchObject({ version: 2 });
    expect(records.get(guideId)).toMatchObject({ version: 2, title: 'Buy a mug' });
    expect(stored.get(`${guideId}/2`)?.draft.steps).toEqual(retitled.steps);
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(events).toMatchObject([
      {
        action: 'retitleGuide',
        actor: { kind: 'user', id: userId },
        resource: { id: guideId },
        facts: { from: '1', version: '2' },
      },
    ]);
  });

  test('are saved once, however often it is tried', async () => {
    const { ports, versions, events } = await published();
    for (let tries = 0; tries < 3; tries++)
      expect((await saveVersion(ports, { draftKey: 'r' })).version).toBe(2);
    expect([versions.length, events.length]).toEqual([2, 1]);
  });

  test('are those of an earlier try that left only its content', async () => {
    const { ports, contents, records, stored } = await published();
    await contents.keep({ ...retitled, title: 'Left over' }, 2, 'other');
    expect((await saveVersion(ports, { draftKey: 'r' })).version).toBe(2);
    expect([records.get(guideId)?.title, stored.get(`${guideId}/2`)?.draft.title]).toEqual([
      'Left over',
      'Left over',
    ]);
  });

  test('do not overtake a newer recording that has its content and not yet its rows', async () => {
    const { ports, records, versions } = await published();
    const other = { ...bare, recordingId: 'rec_00000000000000000000000002', title: 'Buy two mugs' };
    const content = Promise.withResolvers<void>();
    const rows = Promise.withResolvers<void>();
    const addVersion: typeof ports.guides.addVersion = async (version) => {
      content.resolve();
      await rows.promise;
      return ports.guides.addVersion(version);
    };
    const slow = { ...ports, drafts: { read: async () => other }, guides: { ...ports.guides, addVersion } };
    const recording = saveVersion(slow, { draftKey: 'o', pictures });
    await content.promise;
    await expect(saveVersion(ports, { draftKey: 'r' })).rejects.toMatchObject({ name: 'VersionSuperseded' });
    rows.resolve();
    expect((await recording).version).toBe(2);
    expect(records.get(guideId)).toMatchObject({ version: 2, title: 'Buy two mugs' });
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  test('are given up where another version has come meanwhile', async () => {
    const { ports, records, versions } = await published();
    const other = { ...bare, recordingId: 'rec_00000000000000000000000002' };
    await saveVersion({ ...ports, drafts: { read: async () => other } }, { draftKey: 'o', pictures });
    await expect(saveVersion(ports, { draftKey: 'r' })).rejects.toMatchObject({ name: 'VersionSuperseded' });
    expect([records.get(guideId)?.version, versions.length]).toEqual([2, 2]);
  });
});

test('the pictures of the longest guide fit through the state machine', () => {
  const draftKey = `drafts/${guideId}/${recordingId}.json`;
  const steps = Array.from({ length: recordingLimits.stepsPerRecording }, (_, index) => 1_000 + index);
  const screenshots = steps.map((index) => ({ screenshotId: screenshotId(index) }));
  const state = { assembled: { draftKey, screenshots }, processed: steps.map(processed) };
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(250 * 1024);
});
