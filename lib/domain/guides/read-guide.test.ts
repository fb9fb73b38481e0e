import { expect, test } from 'vitest';
import { guideDraft, guideId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import { guideResponse } from '../../contracts/guides/guide.ts';
import { readGuide } from './read-guide.ts';

const outside = {
  pictures: { address: async (key: string) => `https://signed.example/${key}` },
  edgeUrl: 'https://edge.example',
  models: 1,
  vainRetitles: { find: async () => undefined },
};

async function setting(changes = {}) {
  const fake = fakeGuides(guideRecord({ title: 'As in the database', ...changes }));
  await fake.contents.keep(guideDraft(), 1, 'hash');
  return { ...fake, ...outside };
}

test('a guide is read by the public contract, each picture under a signed address', async () => {
  const read = await readGuide(await setting(), tenantId, guideId);
  if (!read.ok) throw new Error(read.reason);
  expect(guideResponse.parse(read.value)).toEqual(read.value);
  expect(read.value.guide.title).toBe('As in the database');
  expect(read.value.picturesMadeAt).toBe('2026-03-01T10:00:00.000Z');
  expect(read.value.guide.steps[0]?.screenshot).toMatchObject({
    url: `https://signed.example/${tenantId}/${guideId}/stp_0/reading.0123456789abcdef.webp`,
    width: 1200,
    target: { x: 540, y: 285, width: 120, height: 30 },
  });
});

test.each([
  ['private', 'https://edge.example/g/pub_1/index.html'],
  ['link', 'https://edge.example/g/pub_1/index.html'],
  ['public', 'https://edge.example/p/pub_1/index.html'],
] as const)('a %s guide says where it is published', async (visibility, url) => {
  const read = await readGuide(await setting({ visibility, publicationId: 'pub_1' }), tenantId, guideId);
  expect(read.ok && read.value.publishedUrl).toBe(url);
});

const byModel = { provider: 'bedrock', model: 'm', promptVersion: 'title-steps@1', degraded: false } as const;
test.each([
  ['by rules', { ...byModel, provider: 'rules', model: 'rules', degraded: true } as const, 1, true],
  ['by rules, and there is no model', { ...byModel, degraded: true }, 0, false],
  ['from before that was kept', undefined, 1, true],
  ['by the model that is wanted', byModel, 1, false],
])('titles that are %s may be bettered accordingly', async (_whose, titledBy, models, expected) => {
  const fake = fakeGuides(guideRecord());
  await fake.contents.keep(guideDraft(titledBy ? { titledBy } : {}), 1, 'hash');
  const read = await readGuide({ ...fake, ...outside, models }, tenantId, guideId);
  expect(read.ok && read.value.canRetitle).toBe(expected);
  expect(read.ok && read.value.guide.titledBy).toEqual(titledBy);
});

test('better titles that readers do not see yet may be asked for again', async () => {
  const fake = fakeGuides(guideRecord({ version: 2 }));
  const retitled = { from: 1, requestedBy: guideRecord().createdBy };
  await fake.contents.keep(guideDraft({ titledBy: byModel, retitled }), 2, 'hash');
  const read = await readGuide({ ...fake, ...outside, models: 1 }, tenantId, guideId);
  expect(read.ok && read.value.canRetitle).toBe(true);
});

test('titles of a guide that is not published are not to be bettered yet', async () => {
  const read = await readGuide(await setting({ status: 'publishing' }), tenantId, guideId);
  expect(read.ok && read.value.canRetitle).toBe(false);
});

test('another tenant finds nothing', async () => {
  expect(await readGuide(await setting(), 'tnt_00000000000000000000000002', guideId)).toEqual({
    ok: false,
    reason: 'not-found',
  });
});

test('content of another tenant under the guide is a fault, never an answer', async () => {
  const fake = fakeGuides(guideRecord());
  await fake.contents.keep(guideDraft({ tenantId: 'tnt_00000000000000000000000002' }), 1, 'hash');
  await expect(readGuide({ ...fake, ...outside }, tenantId, guideId)).rejects.toMatchObject({
    name: 'ContentMissing',
  });
});

test('a guide keeps when better titles of its newest version were asked for in vain, and why', async () => {
  const vain = { at: '2026-03-01T10:00:00Z', because: 'unusable' } as const;
  const find = async (tenant: string, guide: string, version: number) =>
    tenant === tenantId && guide === guideId && version === 1 ? vain : undefined;
  const ports = { ...(await setting()), vainRetitles: { find } };
  const read = await readGuide(ports, tenantId, guideId);
  expect(read.ok && read.value.vainRetitle).toEqual(vain);
  const without = await readGuide({ ...ports, models: 0 }, tenantId, guideId);
  expect(without.ok && without.value).not.toHaveProperty('vainRetitle');
});
