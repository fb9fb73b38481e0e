import { expect, test } from 'vitest';
import { guideId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import type { GuideDeleted } from '../../contracts/guides/guide.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { deleteGuide } from './delete-guide.ts';

const caller = { tenantId, userId };

function setting() {
  const fake = fakeGuides(guideRecord({ publicationId: 'pub_1' }));
  const removed: string[] = [];
  const announced: GuideDeleted[] = [];
  const publications = { remove: async (id: string) => void removed.push(id) };
  const bus = { announceDeletion: async (deleted: GuideDeleted) => void announced.push(deleted) };
  const given: string[] = [];
  const rooms = {
    deleted: async (tenant: string) => void (fake.records.get(guideId)?.deletedAt && given.push(tenant)),
  };
  return {
    ...fake,
    removed,
    announced,
    given,
    ports: { guides: fake.guides, publications, bus, rooms, newAuditEvent, now: () => new Date(0) },
  };
}

test('a deleted guide is unpublished, and gone for everyone; then its room is free', async () => {
  const { ports, guides, removed, announced, events, given } = setting();
  expect(await deleteGuide(ports, caller, guideId)).toEqual({ ok: true, value: undefined });
  expect(events).toMatchObject([
    { action: 'deleteGuide', actor: { kind: 'user', id: userId }, resource: { kind: 'Guide', id: guideId } },
  ]);
  expect(announced).toEqual([
    { tenantId, guideId, done: false },
    { tenantId, guideId, done: true },
  ]);
  expect(given).toEqual([tenantId]);
  expect(new Set(removed)).toEqual(new Set(['pub_1']));
  expect(await guides.find(tenantId, guideId)).toBeUndefined();
  expect(await deleteGuide(ports, caller, guideId)).toEqual({ ok: false, reason: 'not-found' });
});

test('another tenant deletes nothing', async () => {
  const { ports, guides, removed, announced } = setting();
  expect((await deleteGuide(ports, { ...caller, tenantId: 'tnt_2' }, guideId)).ok).toBe(false);
  expect(announced).toEqual([]);
  expect(removed).toEqual([]);
  expect(await guides.find(tenantId, guideId)).toBeDefined();
});

test('a guide whose pages could not be taken away is still there to be deleted', async () => {
  const { ports, guides } = setting();
  const publications = { remove: () => Promise.reject(new Error('SlowDown')) };
  await expect(deleteGuide({ ...ports, publications }, caller, guideId)).rejects.toThrow('SlowDown');
  expect(await guides.find(tenantId, guideId)).toBeDefined();
});

test('a guide whose deletion could not be told is still there to be deleted, so that its links end', async () => {
  const { ports, guides } = setting();
  const bus = { announceDeletion: () => Promise.reject(new Error('bus')) };
  await expect(deleteGuide({ ...ports, bus }, caller, guideId)).rejects.toThrow('bus');
  expect(await guides.find(tenantId, guideId)).toBeDefined();
});

test('that a guide is gone is told only when it is', async () => {
  const { ports, guides, announced } = setting();
  const failing = { ...guides, markDeleted: () => Promise.reject(new Error('asleep')) };
  await expect(deleteGuide({ ...ports, guides: failing }, caller, guideId)).rejects.toThrow('asleep');
  expect(announced).toEqual([{ tenantId, guideId, done: false }]);
});

test('what a workflow publishes while the guide is deleted is taken away as well', async () => {
  const { ports, guides } = setting();
  const pages = new Set(['pub_1']);
  const publications = { remove: async (id: string) => void pages.delete(id) };
  const bus = { announceDeletion: async ({ done }: GuideDeleted) => void (done || pages.add('pub_1')) };
  await deleteGuide({ ...ports, publications, bus }, caller, guideId);
  expect([pages.size, await guides.find(tenantId, guideId)]).toEqual([0, undefined]);
});
