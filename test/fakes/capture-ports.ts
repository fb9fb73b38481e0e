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

export const caller = { userId: 'usr_1', tenantId: 'tnt_1' };
export const stranger = { userId: 'usr_2', tenantId: 'tnt_2' };

/** The capture context's recordings in memory. */
export function memoryRecordings(...initial: Recording[]): Recordings & { all: Map<string, Recording> } {
  const all = new Map(initial.map((recording) => [recording.recordingId, recording]));
  const opened = new Map<string, Recording>();
  const change = (recordingId: string, part: Partial<Recording>): Recording => {
    const before = all.get(recordingId);
    if (!before) throw new Error('unknown');
    const after = { ...before, ...part };
    all.set(recordingId, after);
    return after;
  };
  return {
    all,
    find: async (recordingId) => all.get(recordingId),
    add: async (recording) => void all.set(recording.recordingId, recording),
    open: async (recording, key) => {
      const name = `${recording.tenantId}/${recording.createdBy}/${key}`;
      const first = opened.get(name) ?? recording;
      opened.set(name, first);
      all.set(first.recordingId, first);
      return first;
    },
    finalize: async (recordingId, finalized: Finalized) =>
      all.get(recordingId)?.status === 'recording'
        ? change(recordingId, { status: 'finalizing', finalized })
        : (all.get(recordingId) ?? change(recordingId, {})),
    noteExecution: async (recordingId, executionArn) => void change(recordingId, { executionArn }),
    discard: async (recordingId) => {
      const { status } = all.get(recordingId) ?? {};
      if (status !== 'recording' && status !== 'failed') return false;
      change(recordingId, { status: 'discarded' });
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
