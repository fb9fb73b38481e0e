import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { Fuse, fused } from '../../../test/fakes/killed-process.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { type Checksums, type DeleteOriginalsPorts, deleteOriginals } from './delete-originals.ts';

const folder = `${tenantId}/${recordingId}/`;
const input = { tenantId, recordingId, guideId };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function setting(changes: Partial<DeleteOriginalsPorts['originals']> = {}) {
  const objects = new Map([
    [`${folder}sht_1`, 'one'],
    [`${folder}sht_2`, 'two'],
    [`${tenantId}/rec_other/sht_3`, 'another recording’s'],
  ]);
  const kept = new Map<string, Checksums>();
  const events: AuditEvent[] = [];
  const ports: DeleteOriginalsPorts = {
    originals: {
      list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)),
      checksum: async (key) => {
        const content = objects.get(key);
        return content === undefined ? undefined : sha256(content);
      },
      remove: async (key) => void objects.delete(key),
      isThere: async (key) => objects.has(key),
      ...changes,
    },
    checksums: {
      keepFirst: async (key, checksums) => {
        if (!kept.has(key)) kept.set(key, checksums);
        return kept.get(key) ?? {};
      },
    },
    recordings: {
      markOriginalsDeleted: async (_tenantId, _recordingId, event) => {
        if (events.length === 0) events.push(event);
      },
    },
    newAuditEvent,
  };
  return { ports, objects, events };
}

test('all that was sent of a recording is gone, and the log has what it was and that it is gone', async () => {
  const { ports, objects, events } = setting();
  expect(await deleteOriginals(ports, input)).toEqual({ deleted: 2 });
  expect([...objects.values()]).toEqual(['another recording’s']);
  expect(events).toMatchObject([
    {
      action: 'deleteOriginals',
      resource: { kind: 'Recording', id: recordingId },
      facts: {
        guideId,
        folder,
        deleted: '2',
        confirmed: 'HeadObject 404',
        sht_1: `sha256 ${sha256('one')}`,
        sht_2: `sha256 ${sha256('two')}`,
      },
    },
  ]);
});

type Delete = (ports: DeleteOriginalsPorts, how: typeof input) => Promise<unknown>;

/** Of tries that are killed before or after each of their calls, how many lose something of the proof. */
async function proofsLost(run: Delete): Promise<{ kills: number; lost: number }> {
  let [kills, lost] = [0, 0];
  for (const when of ['before', 'after'] as const)
    for (let call = 1; ; call += 1) {
      const { ports, events } = setting();
      const fuse = new Fuse(call, when);
      const { originals, checksums, recordings } = ports;
      const mortal = {
        ...ports,
        originals: fused(originals, fuse),
        checksums: fused(checksums, fuse),
        recordings: fused(recordings, fuse),
      };
      await run(mortal, input).catch(() => undefined);
      if (!fuse.blown) break;
      kills += 1;
      await run(ports, input);
      const { sht_1, sht_2 } = events[0]?.facts ?? {};
      if (sht_1 !== `sha256 ${sha256('one')}` || sht_2 !== `sha256 ${sha256('two')}`) lost += 1;
    }
  return { kills, lost };
}

test('wherever a try is killed, the next one has all of the proof', async () => {
  const { kills, lost } = await proofsLost(deleteOriginals);
  expect(kills).toBeGreaterThan(15);
  expect(lost).toBe(0);
});

test('control: where the checksums are not written down before, proof is lost', async () => {
  const forgetful: Delete = (ports, how) =>
    deleteOriginals({ ...ports, checksums: { keepFirst: async (_key, found) => found } }, how);
  expect((await proofsLost(forgetful)).lost).toBeGreaterThan(2);
});

test('done again it changes nothing, and what came late is deleted too', async () => {
  const { ports, objects, events } = setting();
  await deleteOriginals(ports, input);
  objects.set(`${folder}sht_late`, 'late');
  expect(await deleteOriginals(ports, input)).toEqual({ deleted: 3 });
  expect(objects.has(`${folder}sht_late`)).toBe(false);
  expect(events).toHaveLength(1);
});

test('a deletion that storage confirms and has not done is no proof', async () => {
  const { ports, events } = setting({ remove: async () => undefined });
  await expect(deleteOriginals(ports, input)).rejects.toMatchObject({
    name: 'OriginalNotDeleted',
    $retryable: {},
  });
  expect(events).toEqual([]);
});

test('a recording without screenshots has nothing to delete, and that is said', async () => {
  const { ports, objects, events } = setting();
  objects.clear();
  expect(await deleteOriginals(ports, input)).toEqual({ deleted: 0 });
  expect(events[0]?.facts).toMatchObject({ deleted: '0' });
});
