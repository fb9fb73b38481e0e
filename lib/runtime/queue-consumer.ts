import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { asFault, faultClass, PermanentFault } from './faults.ts';
import { log } from './log.ts';
import { invocation } from './middleware.ts';
import { parse, type Schema } from './parse.ts';

export interface QueueSpec<Message> {
  /** Schema of each message, which is JSON. */
  readonly message: Schema<Message>;
  readonly run: (messages: readonly Message[]) => Promise<void>;
}

/** Consumer of an SQS queue whose messages are JSON. What it throws makes all of them come again. */
export function queueConsumer<Message>({ message, run }: QueueSpec<Message>) {
  return middy<SQSEvent, void>()
    .use(invocation())
    .handler(async ({ Records }) => {
      try {
        await run(
          Records.map(({ body }) => {
            const parsed = parse(message, JSON.parse(body));
            if (!parsed.ok) throw new PermanentFault('a message does not have the form that it should');
            return parsed.value;
          }),
        );
      } catch (error) {
        log.error('MESSAGES_FAILED', error, { class: faultClass(error), messages: Records.length });
        throw asFault(error);
      }
    });
}
