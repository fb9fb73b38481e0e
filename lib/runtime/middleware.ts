import type { MiddlewareObj } from '@middy/core';
import { log } from './log.ts';
import { traceId } from './trace.ts';

/** What every preset shares: entries of an invocation carry its request and trace, and nothing of the one before. */
export function invocation(): MiddlewareObj<unknown, unknown> {
  return {
    before: ({ context }) => {
      log.reset();
      log.with({ requestId: context.awsRequestId, traceId: traceId() });
    },
  };
}
