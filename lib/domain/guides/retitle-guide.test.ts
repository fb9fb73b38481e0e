import { describe, expect, test } from 'vitest';
import { guideDraft, guideId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import { reopenVersion } from './reopen-version.ts';
import { type RetitleInput, retitleGuide } from './retitle-guide.ts';

const caller = { tenantId, userId };
const byRules = { provider: 'rules', model: 'rules', promptVersion: 'none', degraded: true } as const;
const byModel = { provider: 'bedrock', model: 'm', promptVersion: 'title-steps@1', degraded: false } as const;

async function setting({
  titledBy = byRules as typeof byRules | typeof byModel,
  record = {},
  models = 1,
} = {}) {
  const fake = fakeGuides(guideRecord(record));
  await fake.contents.keep(guideDraft({ titledBy }), 1, 'hash');
  const started: RetitleInput[] = [];
  const workflow = {
    start: async (input: RetitleInput) => {
      started.push(input);
      return 'running' as const;
    },
  };
  return { ...fake, started, ports: { ...fake, workflow, models } };
}

test('the newest version is to get better titles, for whoever asks', async () => {
  const { ports, started } = await setting();
  expect(await retitleGuide(ports, caller, guideId)).toEqual({
    ok: true,
    value: { guideId, version: 1, status: 'running' },
  });
  expect(started).toEqual([{ tenantId, guideId, version: 1, requestedBy: userId }]);
});

test('titles that a model made in full are done: nothing is started', async () => {
  const { ports, started } = await setting({ titledBy: byModel });
  expect(await retitleGuide(ports, caller, guideId)).toMatchObject({ ok: true, value: { status: 'done' } });
  expect(started).toEqual([]);
});

describe('better titles whose publication failed', () => {
  const recordingId = guideDraft().recordingId;
  async function unpublished(titledBy: typeof byRules | typeof byModel = byModel, publishedVersion = 1) {
    const given = await setting({ record: { version: 2, publishedVersion } });
    const retitled = { from: 1, requestedBy: 'usr_2' };
    await given.contents.keep(guideDraft({ titledBy, retitled }), 2, 'other');
    return given;
  }
  test.each([byModel, byRules])('are published, and not made once more', async (titledBy) => {
    const { ports, started } = await unpublished(titledBy);
    expect(await retitleGuide(ports, caller, guideId)).toEqual({
      ok: true,
      value: { guideId, version: 1, status: 'running' },
    });
    const saved = { tenantId, guideId, recordingId, version: 2, blocked: false };
    expect(started).toEqual([{ tenantId, guideId, version: 1, requestedBy: userId, saved }]);
  });
  test('are done once readers see them', async () => {
    const { ports, started } = await unpublished(byModel, 2);
    expect(await retitleGuide(ports, caller, guideId)).toMatchObject({
      value: { version: 2, status: 'done' },
    });
    expect(started).toEqual([]);
  });
  test('of a recording of its own are its workflow’s business', async () => {
    const { ports, started } = await setting({
      titledBy: byModel,
      record: { publishedVersion: null },
    });
    expect(await retitleGuide(ports, caller, guideId)).toMatchObject({ value: { status: 'done' } });
    expect(started).toEqual([]);
  });
});

describe('nothing is started', () => {
  test.each([
    ['for another tenant', { ...caller, tenantId: 'tnt_2' }, {}, 'not-found'],
    ['without a model', caller, { models: 0 }, 'no-model'],
    ['before the guide is published', caller, { record: { status: 'publishing' as const } }, 'not-published'],
    ['for a guide that failed', caller, { record: { status: 'failed' as const } }, 'not-published'],
  ])('%s', async (_what, who, given, reason) => {
    const { ports, started } = await setting(given);
    expect(await retitleGuide(ports, who, guideId)).toEqual({ ok: false, reason });
    expect(started).toEqual([]);
  });

  test('once it was asked for too often', async () => {
    const { ports } = await setting();
    const workflow = { start: async () => 'exhausted' as const };
    expect(await retitleGuide({ ...ports, workflow }, caller, guideId)).toEqual({
      ok: false,
      reason: 'retitled-too-often',
    });
  });
});

test('a version is reopened as a draft of the execution’s own, pictures and all, titled by nobody', async () => {
  const { contents } = await setting();
  const written = new Map<string, unknown>();
  const drafts = { write: async (key: string, draft: unknown) => void written.set(key, draft) };
  const input = { tenantId, guideId, version: 1, requestedBy: userId, execution: 'run-1' };
  const { draftKey, screenshots } = await reopenVersion({ contents, drafts }, input);
  expect([draftKey, screenshots]).toEqual([`drafts/${guideId}/run-1.json`, []]);
  expect(written.get(draftKey)).toEqual({ ...guideDraft(), retitled: { from: 1, requestedBy: userId } });
  await expect(reopenVersion({ contents, drafts }, { ...input, tenantId: 'tnt_2' })).rejects.toThrow(
    'no version',
  );
});
