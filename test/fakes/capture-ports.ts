import type { AuditEvent } from '../../lib/contracts/audit/entry.ts';
import type { Allowance } from '../../lib/domain/capture/allowance.ts';
import type { ImportClaim, ImportClaims } from '../../lib/domain/capture/import-claim.ts';
import type { Finalized, Recording, Recordings } from '../../lib/domain/capture/recordings.ts';

export function fakeCaptured(part: Partial<Recording> = {}): Recording {
  return {
    recordingId: 'rec_00000000000000000000000001',
    guideId: 'gde_1',
    tenantId: 'tnt_1',
    createdBy: 'usr_1',
    status: 'recording',
    createdAt: '2026-01-01T00:00:00.000Z',
    keyCiphertext: new Uint8Array([1]),
    ...part,
  };
}

/** A plan with room for `most` recordings at once, and for `guides`. */
export function memoryAllowance(
  most = Number.POSITIVE_INFINITY,
  guides = Number.POSITIVE_INFINITY,
): Allowance & { running: Set<string>; rooms: Set<string> } {
  const [running, rooms] = [new Set<string>(), new Set<string>()];
  const none = { ok: false, reason: 'too-many-recordings', detail: 'none is left' } as const;
  const noRoom = { ok: false, reason: 'too-many-guides', detail: 'no room is left' } as const;
  const takeRoom = (guideId: string) => {
    if (!rooms.has(guideId) && rooms.size >= guides) return noRoom;
    rooms.add(guideId);
    return { ok: true } as const;
  };
  const giveUp: Allowance['giveUp'] = async ({ recordingId, guideId }) => {
    running.delete(recordingId);
    rooms.delete(guideId);
  };
  return {
    ...{ running, rooms, giveUp, giveBack: giveUp },
    async take({ recordingId, guideId }) {
      if (!running.has(recordingId) && running.size >= most) return none;
      const room = takeRoom(guideId);
      if (room.ok) running.add(recordingId);
      return room;
    },
    takeImport: async ({ guideId }) => (most > 0 ? takeRoom(guideId) : none),
    keep: async ({ guideId }) => takeRoom(guideId),
    free: async ({ recordingId }) => void running.delete(recordingId),
  };
}

export const caller = { userId: 'usr_1', tenantId: 'tnt_1' };
export const stranger = { userId: 'usr_2', tenantId: 'tnt_2' };

/** The capture context's recordings in memory. */
export function memoryRecordings(
  ...initial: Recording[]
): Recordings & { all: Map<string, Recording>; events: AuditEvent[] } {
  const all = new Map(initial.map((recording) => [recording.recordingId, recording]));
  const opened = new Map<string, Recording>();
  /** Kept with a change. */
  const events: AuditEvent[] = [];
  const change = (recordingId: string, part: Partial<Recording>): Recording => {
    const before = all.get(recordingId);
    if (!before) throw new Error('unknown');
    const after = { ...before, ...part };
    all.set(recordingId, after);
    return after;
  };
  return {
    all,
    events,
    find: async (recordingId) => all.get(recordingId),
    add: async (recording, event) => {
      all.set(recording.recordingId, recording);
      events.push(event);
    },
    open: async (recording, key, event) => {
      const name = `${recording.tenantId}/${recording.createdBy}/${key}`;
      if (!opened.has(name)) events.push(event);
      const first = opened.get(name) ?? recording;
      opened.set(name, first);
      all.set(first.recordingId, first);
      return first;
    },
    opened: async ({ tenantId, userId }, key) => opened.get(`${tenantId}/${userId}/${key}`),
    finalize: async (recordingId, finalized: Finalized, event) => {
      const before = all.get(recordingId);
      if (before?.status !== 'recording') return before ?? change(recordingId, {});
      events.push(event);
      return change(recordingId, { status: 'finalizing', finalized });
    },
    noteExecution: async (recordingId, executionArn) => void change(recordingId, { executionArn }),
    discard: async (recordingId, event) => {
      const { status } = all.get(recordingId) ?? {};
      if (status !== 'recording' && status !== 'failed') return false;
      change(recordingId, { status: 'discarded' });
      events.push(event);
      return true;
    },
  };
}

/** Claims of idempotency keys in memory; they never expire. */
export function memoryClaims(): ImportClaims & { all: Map<string, ImportClaim> } {
  const all = new Map<string, ImportClaim>();
  const nameOf = (who: { tenantId: string; userId: string }, key: string) =>
    `${who.tenantId}/${who.userId}/${key}`;
  return {
    all,
    claim: async (who, key, offered) => {
      const standing = all.get(nameOf(who, key));
      if (!standing) all.set(nameOf(who, key), offered);
      return standing;
    },
    replace: async (who, key, standing, offered) => {
      if (all.get(nameOf(who, key))?.recordingId !== standing.recordingId) return false;
      all.set(nameOf(who, key), offered);
      return true;
    },
  };
}
