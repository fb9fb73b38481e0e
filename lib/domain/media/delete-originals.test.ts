import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
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

test.each(['after the first was deleted', 'before the event was kept'])(
  'a try that breaks off %s loses no proof: the next one has all of it',
  async (where) => {
    const { ports, objects, events } = setting();
    const broken: DeleteOriginalsPorts = {
      ...ports,
      originals: {
        ...ports.originals,
        remove: async (key) => {
          if (where === 'after the first was deleted' && objects.size < 3) throw new Error('broke off');
          await ports.originals.remove(key);
        },
      },
      recordings: { markOriginalsDeleted: () => Promise.reject(new Error('broke off')) },
    };
    await expect(deleteOriginals(broken, input)).rejects.toThrow('broke off');
    await deleteOriginals(ports, input);
    expect(events[0]?.facts).toMatchObject({
      sht_1: `sha256 ${sha256('one')}`,
      sht_2: `sha256 ${sha256('two')}`,
      deleted: '2',
    });
  },
);

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
