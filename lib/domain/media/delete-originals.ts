import type { NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';

/** SHA-256 of the sealed screenshots of a recording by their ids, hexadecimal. */
export type Checksums = Readonly<Record<string, string>>;

export interface DeleteOriginalsPorts {
  /** The recording's folder in the intake; keys are whole. */
  readonly originals: {
    list(prefix: string): Promise<readonly string[]>;
    /** Of what lies there now; nothing when it is gone. */
    checksum(key: string): Promise<string | undefined>;
    /** No matter whether it is there. */
    remove(key: string): Promise<void>;
    isThere(key: string): Promise<boolean>;
  };
  readonly checksums: {
    /** Keeps them and gives them back; of several tries the first one's stand. */
    keepFirst(key: string, checksums: Checksums): Promise<Checksums>;
  };
  readonly recordings: {
    /** With the event, in one write; once for each recording. */
    markOriginalsDeleted(tenantId: string, recordingId: string, event: AuditEvent): Promise<void>;
  };
  readonly newAuditEvent: NewAuditEvent;
}

export interface DeleteOriginalsInput {
  readonly tenantId: string;
  readonly recordingId: string;
  readonly guideId: string;
}

/** Storage has confirmed that a deletion was done, and yet the object is there. */
export class OriginalNotDeleted extends Error {
  override readonly name = 'OriginalNotDeleted';
  /** Has the SDK's meaning: another try may do. */
  readonly $retryable = {};
}

/**
 * Deletes every screenshot that was sent of a recording, those that no step shows too, and keeps the proof. What they
 * were is written down before the first one goes: a try that breaks off in between can still prove all of it.
 */
export async function deleteOriginals(
  ports: DeleteOriginalsPorts,
  { tenantId, recordingId, guideId }: DeleteOriginalsInput,
): Promise<{ deleted: number }> {
  const folder = `${tenantId}/${recordingId}/`;
  const checksums = await keptChecksums(ports, folder, `drafts/${guideId}/${recordingId}.originals.json`);
  const late = await ports.originals.list(folder);
  const keys = new Set([...Object.keys(checksums).map((id) => folder + id), ...late]);
  await inParallel([...keys], async (key) => {
    await ports.originals.remove(key);
    if (await ports.originals.isThere(key)) throw new OriginalNotDeleted(key.slice(folder.length));
  });
  const event = ports.newAuditEvent({
    tenantId,
    actor: { kind: 'system', id: 'delete-originals' },
    action: 'deleteOriginals',
    resource: { kind: 'Recording', id: recordingId },
    facts: {
      guideId,
      folder,
      deleted: String(keys.size),
      confirmed: 'HeadObject 404',
      ...Object.fromEntries(Object.entries(checksums).map(([id, checksum]) => [id, `sha256 ${checksum}`])),
    },
  });
  await ports.recordings.markOriginalsDeleted(tenantId, recordingId, event);
  return { deleted: keys.size };
}

async function keptChecksums(
  { originals, checksums }: DeleteOriginalsPorts,
  folder: string,
  place: string,
): Promise<Checksums> {
  const found: Record<string, string> = {};
  await inParallel(await originals.list(folder), async (key) => {
    const checksum = await originals.checksum(key);
    if (checksum) found[key.slice(folder.length)] = checksum;
  });
  return checksums.keepFirst(place, found);
}

const lanes = 8;

async function inParallel<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await run(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
