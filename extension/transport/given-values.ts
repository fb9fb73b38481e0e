import type { HiddenKind } from '../../lib/contracts/redaction/policy.ts';

/** Something that was hidden of what the person gave. */
export interface GivenValue {
  readonly value: string;
  readonly kind: HiddenKind;
}

/**
 * What was hidden of what the person gave in the recording that goes on, to be hidden wherever a page says it: the very
 * values. So they are kept in memory alone, which outlives a stopped worker and not the browser, out of the reach of
 * pages' frames, and no longer than the recording goes on.
 */
export interface GivenValues {
  of(recordingId: string): Promise<readonly GivenValue[]>;
  keep(recordingId: string, values: readonly GivenValue[]): Promise<void>;
  forget(): Promise<void>;
}

/** The browser's memory of a session, as far as it is used here. */
export interface SessionMemory {
  get(name: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(name: string): Promise<void>;
  setAccessLevel(to: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

const name = 'given';

export function createGivenValues(memory: SessionMemory): GivenValues {
  // As it is by itself; said in case that is ever otherwise. Whatever is done waits for it, to be done in turn.
  const closed = memory.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }).then(
    () => true,
    () => false,
  );
  const forget = async () => {
    await closed;
    await memory.remove(name);
  };
  return {
    async of(recordingId) {
      const stored: unknown = (await memory.get(name))[name];
      if (isKept(stored) && stored.recordingId === recordingId) return stored.values;
      await forget();
      return [];
    },
    async keep(recordingId, values) {
      if (!(await closed)) throw new Error('What was given could be read by the frames of pages');
      await (values.length > 0 ? memory.set({ [name]: { recordingId, values } }) : memory.remove(name));
    },
    forget,
  };
}

const isKept = (stored: unknown): stored is { recordingId: string; values: GivenValue[] } =>
  typeof stored === 'object' && stored !== null && 'recordingId' in stored && 'values' in stored;
