import { EventEmitter, once } from 'node:events';
import { AwsError } from '../../service.ts';
import type { HeldMessage, NewMessage, ReceivedMessage } from './message-store.ts';
import { MessageStore } from './message-store.ts';
import type { Queue } from './queue.ts';

interface ReceiveOptions {
  readonly limit: number;
  readonly waitMs: number;
  readonly visibilityMs: number;
  readonly signal?: AbortSignal;
}

/** Queues by name, their policies, and whoever waits for a message. */
export class Queues {
  readonly #store: MessageStore;
  readonly #queues = new Map<string, Queue>();
  readonly #policies = new Map<string, unknown>();
  readonly #arrivals = new EventEmitter();
  readonly #closing = new AbortController();
  readonly #now: () => number;

  constructor(path: string, now: () => number) {
    this.#store = new MessageStore(path);
    this.#now = now;
    this.#arrivals.setMaxListeners(0);
  }

  register(queue: Queue): void {
    this.#queues.set(queue.name, queue);
  }

  setPolicy(name: string, policy: unknown): void {
    this.#policies.set(name, policy);
  }

  policy(arn: string): unknown {
    return this.#policies.get(arn.split(':').at(-1) ?? '');
  }

  all(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  /** By name, address or ARN. */
  find(reference: string): Queue {
    const queue = this.#queues.get(reference.split(/[/:]/).at(-1) ?? '');
    if (queue) return queue;
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }

  send(queue: Queue, message: NewMessage): { id: string; sequence: string | undefined } {
    const sent = this.#store.insert(queue, message, this.#now());
    setImmediate(() => this.#arrivals.emit(queue.name));
    return sent;
  }

  /** Waits up to `waitMs` for the first message; empty when none came. */
  async receive(queue: Queue, options: ReceiveOptions): Promise<readonly ReceivedMessage[]> {
    const until = performance.now() + options.waitMs;
    const stop = options.signal
      ? AbortSignal.any([options.signal, this.#closing.signal])
      : this.#closing.signal;
    while (!stop.aborted) {
      const { received, deadLettered } = this.#store.take(
        queue,
        options.limit,
        options.visibilityMs,
        this.#now(),
      );
      if (deadLettered && queue.redrive) this.#arrivals.emit(queue.redrive.targetName);
      const left = until - performance.now();
      if (received.length > 0 || left <= 0) return received;
      await this.#arrival(queue, left, stop);
    }
    return [];
  }

  delete(queue: Queue, receipt: string): void {
    const { state } = this.#locate(queue, receipt);
    if (queue.fifo && (state === 'expired' || state === 'superseded')) {
      throw new AwsError(
        'InvalidParameterValue',
        `Value ${receipt} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      );
    }
    this.#store.remove(queue, receipt);
    // The next message of the group may now be taken.
    if (queue.fifo) this.#arrivals.emit(queue.name);
  }

  changeVisibility(queue: Queue, receipt: string, seconds: number): void {
    const { state, row } = this.#locate(queue, receipt);
    if (state === 'gone' || state === 'superseded') {
      throw new AwsError(
        'MessageNotInflight',
        `Value ${receipt} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    }
    this.#store.hide(row, this.#now() + seconds * 1000);
    this.#arrivals.emit(queue.name);
  }

  counts(queue: Queue): { visible: number; held: number; delayed: number } {
    return this.#store.counts(queue, this.#now());
  }

  purge(queue: Queue): void {
    this.#store.purge(queue);
  }

  expire(): void {
    for (const queue of this.#queues.values()) this.#store.expire(queue, this.#now());
  }

  close(): void {
    this.#closing.abort();
    this.#store.close();
  }

  #locate(queue: Queue, receipt: string): HeldMessage {
    const found = this.#store.locate(queue, receipt, this.#now());
    if (found) return found;
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${receipt}" is not a valid receipt handle.`,
      404,
    );
  }

  // Until a message arrives or the next hidden one becomes visible.
  async #arrival(queue: Queue, leftMs: number, stop: AbortSignal): Promise<void> {
    const visibleAt = this.#store.nextVisibleAt(queue);
    const wait = Math.max(
      1,
      Math.min(leftMs, visibleAt === undefined ? leftMs : Math.max(visibleAt - this.#now(), 20)),
    );
    const done = new AbortController();
    const timer = setTimeout(() => done.abort(), wait);
    try {
      await once(this.#arrivals, queue.name, { signal: AbortSignal.any([done.signal, stop]) });
    } catch {
      // Timed out, or the caller went away: the loop looks once more.
    } finally {
      clearTimeout(timer);
    }
  }
}
