import type { AuditEvent } from '../../lib/contracts/audit/entry.ts';
import type { Draft } from '../../lib/contracts/guides/draft.ts';
import type { GuideContents, GuideRecord, GuideRecords } from '../../lib/domain/guides/guide-record.ts';

export interface FakeGuides {
  readonly guides: GuideRecords;
  readonly contents: GuideContents;
  readonly records: Map<string, GuideRecord & { deletedAt?: Date }>;
  readonly versions: { guideId: string; version: number; recordingId?: string; retitledFrom?: number }[];
  readonly stored: Map<string, { draft: Draft; hash: string }>;
  /** Kept with a change. */
  readonly events: AuditEvent[];
}

/** Guides in memory, with the uniqueness that the database keeps. */
export function fakeGuides(...initial: GuideRecord[]): FakeGuides {
  const records = new Map<string, GuideRecord & { deletedAt?: Date }>(initial.map((one) => [one.id, one]));
  const versions: FakeGuides['versions'] = [];
  const stored: FakeGuides['stored'] = new Map();
  const events: AuditEvent[] = [];
  const own = (tenantId: string, guideId: string) => {
    const record = records.get(guideId);
    return record?.tenantId === tenantId && !record.deletedAt ? record : undefined;
  };
  const change = (tenantId: string, guideId: string, changes: Partial<GuideRecord & { deletedAt: Date }>) => {
    const record = own(tenantId, guideId);
    if (record) records.set(guideId, { ...record, ...changes });
  };
  const guides: GuideRecords = {
    find: async (tenantId, guideId) => own(tenantId, guideId),
    list: async (tenantId, after, limit) =>
      [...records.values()]
        .filter((record) => record.tenantId === tenantId && !record.deletedAt)
        .toSorted((one, other) => +other.createdAt - +one.createdAt || (one.id < other.id ? 1 : -1))
        .filter(
          ({ createdAt, id }) =>
            !after || createdAt < after.createdAt || (+createdAt === +after.createdAt && id < after.id),
        )
        .slice(0, limit),
    versionOfRecording: async (_tenantId, guideId, recordingId) =>
      versions.find((one) => one.guideId === guideId && one.recordingId === recordingId)?.version,
    versionRetitledFrom: async (_tenantId, guideId, from) =>
      versions.find((one) => one.guideId === guideId && one.retitledFrom === from)?.version,
    latestVersion: async (_tenantId, guideId) =>
      Math.max(0, ...versions.filter((one) => one.guideId === guideId).map(({ version }) => version)),
    addVersion: async ({ record, event }) => {
      const { id: guideId, recordingId, version } = record;
      const known = versions.find((one) => one.guideId === guideId && one.recordingId === recordingId);
      if (known) return known.version;
      versions.push({ guideId, version, recordingId });
      if (event) events.push(event);
      records.set(guideId, {
        publicationId: null,
        publishedVersion: null,
        ...records.get(guideId),
        ...record,
      });
      return version;
    },
    addRetitled: async ({ record, from, event }) => {
      const { id: guideId, version } = record;
      const present = records.get(guideId);
      if (present?.version !== from) return false;
      const { status, visibility, createdAt, createdBy } = present;
      versions.push({ guideId, version, retitledFrom: from });
      records.set(guideId, { ...present, ...record, status, visibility, createdAt, createdBy });
      events.push(event);
      return true;
    },
    setStatus: async (tenantId, guideId, status) => {
      if (own(tenantId, guideId)?.status !== 'blocked') change(tenantId, guideId, { status });
    },
    markDeleted: async (tenantId, guideId, deletedAt, event) => {
      if (own(tenantId, guideId)) events.push(event);
      change(tenantId, guideId, { deletedAt });
    },
  };
  const contents: GuideContents = {
    keep: async (draft, version, hash) => {
      const key = `${draft.guideId}/${version}`;
      const present = stored.get(key);
      if (present && present.hash !== hash) return 'taken';
      stored.set(key, { draft, hash });
      return 'kept';
    },
    read: async (guideId, version) => stored.get(`${guideId}/${version}`)?.draft,
  };
  return { guides, contents, records, versions, stored, events };
}

export function guideRecord(changes: Partial<GuideRecord> = {}): GuideRecord {
  return {
    id: 'gde_00000000000000000000000001',
    tenantId: 'tnt_00000000000000000000000001',
    recordingId: 'rec_00000000000000000000000001',
    title: 'Order a product',
    description: '',
    url: 'https://shop.example/',
    status: 'published',
    visibility: 'private',
    version: 1,
    stepCount: 3,
    coverKey: null,
    publicationId: null,
    publishedVersion: 1,
    missing: [],
    createdBy: 'usr_00000000000000000000000001',
    createdAt: new Date('2026-03-01T10:00:00Z'),
    updatedAt: new Date('2026-03-01T10:00:00Z'),
    ...changes,
  };
}
