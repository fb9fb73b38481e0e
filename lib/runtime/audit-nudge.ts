import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from './aws-client.ts';
import { log } from './log.ts';

/** Where events wait: in items of the tables, or in Aurora, which is asked only when there is reason to. */
export type Outbox = 'tables' | 'database';

/**
 * Has the outbox emptied soon. That it fails is no harm: a schedule follows, each minute for the tables and each hour
 * for the database.
 * @param queueUrl AUDIT_QUEUE_URL
 */
export function auditNudge(queueUrl: string, client = new SQSClient(clientSettings)) {
  return async (outbox: Outbox = 'tables'): Promise<void> => {
    try {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ outbox }) }),
      );
    } catch (error) {
      log.error('AUDIT_NUDGE_FAILED', error, { outbox });
    }
  };
}

/** The nudge as `afterwards` of a route wants it. A refused request may have been audited as well. */
export function nudgeAfterwards(queueUrl: string, ...outboxes: readonly [Outbox, ...Outbox[]]) {
  const nudge = auditNudge(queueUrl);
  return async (): Promise<void> => {
    await Promise.all(outboxes.map((outbox) => nudge(outbox)));
  };
}

/** For what is no route: `run`, and then the nudge, whatever came of it. */
export function thenNudge<Input, Output>(
  nudge: (outbox?: Outbox) => Promise<void>,
  run: (input: Input) => Promise<Output>,
  ...outboxes: readonly Outbox[]
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await run(input);
    } finally {
      await Promise.all((outboxes.length > 0 ? outboxes : [undefined]).map((outbox) => nudge(outbox)));
    }
  };
}
