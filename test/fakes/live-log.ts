import type { LiveLog, LiveProgress, LogEntry, StepRecord } from '../../lib/domain/compose/live/live-log.ts';

/** The live table in memory. Everything takes a turn of the event loop, so that consumers really interleave. */
export class MemoryLiveLog implements LiveLog {
  readonly entries = new Map<string, LogEntry>();
  readonly records = new Map<string, StepRecord>();
  readonly #progress = new Map<string, LiveProgress>();

  async append(recordingId: string, entry: LogEntry): Promise<LogEntry | undefined> {
    await turn();
    const key = `${recordingId}/${entry.sequence}`;
    const standing = this.entries.get(key);
    if (!standing) this.entries.set(key, entry);
    return standing;
  }

  async entry(recordingId: string, sequence: number): Promise<LogEntry | undefined> {
    await turn();
    return this.entries.get(`${recordingId}/${sequence}`);
  }

  async page(recordingId: string, sequence: number): Promise<readonly LogEntry[]> {
    await turn();
    return [...this.entries]
      .filter(([key, entry]) => key.startsWith(`${recordingId}/`) && entry.sequence >= sequence)
      .map(([, entry]) => entry)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, 7);
  }

  async progress(recordingId: string): Promise<LiveProgress | undefined> {
    await turn();
    return structuredClone(this.#progress.get(recordingId));
  }

  async advance(recordingId: string, from: number, progress: LiveProgress): Promise<boolean> {
    await turn();
    if ((this.#progress.get(recordingId)?.composedSequence ?? 0) !== from) return false;
    this.#progress.set(recordingId, structuredClone(progress));
    return true;
  }

  async step(recordingId: string, id: string): Promise<StepRecord | undefined> {
    await turn();
    return this.records.get(`${recordingId}/${id}`);
  }

  async steps(recordingId: string): Promise<readonly StepRecord[]> {
    await turn();
    return [...this.records]
      .filter(([key, record]) => key.startsWith(`${recordingId}/`) && record.step)
      .map(([, record]) => record);
  }

  async writeStep(recordingId: string, record: StepRecord): Promise<void> {
    await turn();
    const key = `${recordingId}/${record.id}`;
    if ((this.records.get(key)?.revision ?? 0) < record.revision) this.records.set(key, record);
  }
}

/** The same, but whoever writes a step last is right: what the revisions keep from happening. */
export class LastWriterLiveLog extends MemoryLiveLog {
  override async writeStep(recordingId: string, record: StepRecord): Promise<void> {
    await turn();
    this.records.set(`${recordingId}/${record.id}`, record);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
