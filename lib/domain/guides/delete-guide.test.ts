import { expect, test } from 'vitest';
import { guideId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import { deleteGuide } from './delete-guide.ts';

function setting() {
  const fake = fakeGuides(guideRecord({ publicationId: 'pub_1' }));
  const removed: string[] = [];
  const publications = { remove: async (id: string) => void removed.push(id) };
  return { ...fake, removed, ports: { guides: fake.guides, publications, now: () => new Date(0) } };
}

test('a deleted guide is unpublished, and gone for everyone', async () => {
  const { ports, guides, removed } = setting();
  expect(await deleteGuide(ports, tenantId, guideId)).toEqual({ ok: true, value: undefined });
  expect(removed).toEqual(['pub_1']);
  expect(await guides.find(tenantId, guideId)).toBeUndefined();
  expect(await deleteGuide(ports, tenantId, guideId)).toEqual({ ok: false, reason: 'not-found' });
});

test('another tenant deletes nothing', async () => {
  const { ports, guides, removed } = setting();
  expect((await deleteGuide(ports, 'tnt_2', guideId)).ok).toBe(false);
  expect(removed).toEqual([]);
  expect(await guides.find(tenantId, guideId)).toBeDefined();
});

test('a guide whose pages could not be taken away is still there to be deleted', async () => {
  const { ports, guides } = setting();
  const publications = { remove: () => Promise.reject(new Error('SlowDown')) };
  await expect(deleteGuide({ ...ports, publications }, tenantId, guideId)).rejects.toThrow('SlowDown');
  expect(await guides.find(tenantId, guideId)).toBeDefined();
});
