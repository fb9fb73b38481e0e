import { knownSeal } from '../../lib/adapters/compose/known-seal.ts';
import { batchOpener } from '../../lib/adapters/compose/open-batch.ts';
import type { PreviewMessage } from '../../lib/contracts/compose/step.ts';
import type { LiveLog } from '../../lib/domain/compose/live/live-log.ts';
import type { ComposePorts, Quarantine } from '../../lib/domain/compose/live/ports.ts';
import type { ComposedRecording } from '../../lib/domain/compose/live/recordings.ts';
import type { RedactingOpener } from '../../lib/domain/compose/live/redacting-opener.ts';
import { hiderOf } from '../../lib/domain/redaction/hiding/hider.ts';
import { MemoryLiveLog } from './live-log.ts';
import { policiesWith } from './policies.ts';

export interface FakeCompose extends ComposePorts {
  readonly live: LiveLog;
  readonly policies: ReturnType<typeof policiesWith>;
  /** Hides nothing of what it opens. */
  readonly opener: RedactingOpener;
  readonly keys: { of(): Promise<Uint8Array> };
  readonly known: Map<string, ComposedRecording>;
  readonly quarantined: Parameters<Quarantine['put']>[1][];
  readonly sent: { connectionId: string; message: PreviewMessage }[];
  readonly watchers: Set<string>;
  readonly gone: Set<string>;
}

/** Key of the recordings below. */
export const recordingKey = Buffer.alloc(32, 7);

export function fakeRecording(part: Partial<ComposedRecording> = {}): ComposedRecording {
  return {
    recordingId: 'rec_00000000000000000000000001',
    tenantId: 'tnt_1',
    guideId: 'gde_1',
    createdBy: 'usr_1',
    status: 'recording',
    createdAt: '2026-01-01T00:00:00.000Z',
    keyCiphertext: new Uint8Array([1]),
    ...part,
  };
}

/** Ports in memory; batches are really decrypted, inflated and parsed. */
export function fakeCompose(
  recordings: ComposedRecording[] = [fakeRecording()],
  live: LiveLog = new MemoryLiveLog(),
): FakeCompose {
  const known = new Map(recordings.map((recording) => [recording.recordingId, recording]));
  const quarantined: FakeCompose['quarantined'] = [];
  const sent: FakeCompose['sent'] = [];
  const watchers = new Set<string>();
  const gone = new Set<string>();
  const keys = { of: async () => recordingKey };
  return {
    known,
    quarantined,
    sent,
    watchers,
    gone,
    live,
    policies: policiesWith(),
    recordings: {
      find: async (recordingId) => known.get(recordingId),
      markDone: async (recordingId, _tenantId, status) => {
        const recording = known.get(recordingId);
        const before = ['finalizing', 'failed', 'blocked', ...(status === 'published' ? ['published'] : [])];
        if (!recording || !before.includes(recording.status)) return false;
        known.set(recordingId, { ...recording, status });
        return true;
      },
    },
    opener: {
      ...batchOpener(keys),
      hiderOf: async () => hiderOf(() => []),
      recall: async () => {},
      learned: async () => undefined,
    },
    keys,
    knownSeal: knownSeal(keys),
    quarantine: {
      put: async (_frame, about) => {
        quarantined.push(about);
      },
    },
    connections: {
      list: async () => [...watchers],
      remove: async (_recordingId, connectionId) => {
        watchers.delete(connectionId);
      },
    },
    sockets: {
      send: async (connectionId, message) => {
        if (gone.has(connectionId)) return 'gone';
        sent.push({ connectionId, message });
        return 'sent';
      },
    },
    report: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => 1_767_225_600_000,
  };
}
