import { EventEmitter, once } from 'node:events';
import type { StreamRecord } from '../kinesis/streams.ts';
import type { StreamMapping } from './mapping.ts';

/** An event may have 6 MB; base64 makes four characters of three bytes, and each record has a frame. */
const payloadBytes = 4 * 1024 * 1024;

/** Records that are delivered one batch after the other. */
export class Lane {
  readonly #records: StreamRecord[] = [];
  readonly #arrivals = new EventEmitter();
  readonly #mapping: Pick<StreamMapping, 'batchSize' | 'windowMs'>;
  readonly #signal: AbortSignal;

  constructor(mapping: Pick<StreamMapping, 'batchSize' | 'windowMs'>, signal: AbortSignal) {
    this.#mapping = mapping;
    this.#signal = signal;
  }

  push(record: StreamRecord): void {
    this.#records.push(record);
    this.#arrivals.emit('record');
  }

  /** Waits for a record, then up to the batching window for a full batch. Empty only when stopped. */
  async nextBatch(): Promise<readonly StreamRecord[]> {
    await this.#until(() => this.#records.length > 0, this.#signal);
    if (this.#mapping.windowMs > 0) {
      const window = AbortSignal.any([this.#signal, AbortSignal.timeout(this.#mapping.windowMs)]);
      await this.#until(() => this.#fitting() < this.#records.length || this.#isFull(), window);
    }
    return this.#signal.aborted ? [] : this.#records.splice(0, this.#fitting());
  }

  #isFull(): boolean {
    return this.#records.length >= this.#mapping.batchSize;
  }

  /** How many of the waiting records one event holds; at least one. */
  #fitting(): number {
    let bytes = 0;
    const limit = Math.min(this.#records.length, this.#mapping.batchSize);
    for (let count = 0; count < limit; count++) {
      bytes += this.#records[count]?.data.length ?? 0;
      if (count > 0 && bytes > payloadBytes) return count;
    }
    return limit;
  }

  async #until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    while (!condition() && !signal.aborted) {
      await once(this.#arrivals, 'record', { signal }).catch(() => {});
    }
  }
}
