import type { LocalContext } from '../../service.ts';
import type { ReceivedMessage } from '../sqs/message-store.ts';
import type { Queue } from '../sqs/queue.ts';
import type { Queues } from '../sqs/queues.ts';
import { batchOutcome } from './batch-failures.ts';
import { queueEvent } from './lambda-event.ts';
import type { QueueMapping } from './mapping.ts';

interface QueueSource {
  readonly context: LocalContext;
  readonly queues: Queues;
  readonly queue: Queue;
  readonly mapping: QueueMapping;
  readonly signal: AbortSignal;
}

const waitMs = 20_000;
/** An event may have 6 MB. */
const payloadBytes = 5 * 1024 * 1024;

/**
 * Receives, invokes, deletes what went well. What failed is left alone: it becomes visible again when
 * its time is over, and the queue's redrive policy counts how often.
 */
export async function pollQueue(source: QueueSource): Promise<void> {
  const { context, queues, queue, mapping, signal } = source;
  while (!signal.aborted) {
    const messages = await nextBatch(source);
    if (messages.length === 0) continue;
    const result = await context.invoke(mapping.functionArn, queueEvent(queue, messages, context.region));
    if (signal.aborted && !result.ok) return;
    const outcome = batchOutcome(
      result,
      messages.map(({ id }) => id),
      mapping.reportsFailures,
    );
    const kept = outcome.kind === 'partial' ? outcome.failed : new Set<string>();
    if (outcome.kind === 'failed' || outcome.kind === 'throttled') continue;
    for (const message of messages.filter(({ id }) => !kept.has(id))) {
      deleteMessage(source, queues, message);
    }
  }
}

async function nextBatch({
  queues,
  queue,
  mapping,
  signal,
}: QueueSource): Promise<readonly ReceivedMessage[]> {
  const visibilityMs = queue.visibilitySeconds * 1000;
  const receive = (limit: number, wait: number) =>
    queues.receive(queue, { limit, waitMs: wait, visibilityMs, signal });
  const messages = [...(await receive(Math.min(mapping.batchSize, 10), waitMs))];
  const until = performance.now() + mapping.windowMs;
  while (messages.length > 0 && messages.length < mapping.batchSize && !signal.aborted) {
    const left = until - performance.now();
    const bytes = messages.reduce((total, { body }) => total + Buffer.byteLength(body), 0);
    if (left <= 0 || bytes > payloadBytes) break;
    messages.push(...(await receive(Math.min(mapping.batchSize - messages.length, 10), left)));
  }
  return messages;
}

/** The function may have taken longer than the visibility lasts; then the message comes again. */
function deleteMessage({ context, queue }: QueueSource, queues: Queues, message: ReceivedMessage): void {
  try {
    queues.delete(queue, message.receiptHandle);
  } catch (error) {
    context.log({
      level: 'warn',
      part: 'event-sources',
      message: `a processed message could not be deleted: ${error instanceof Error ? error.message : String(error)}`,
      detail: { queue: queue.name, messageId: message.id },
    });
  }
}
