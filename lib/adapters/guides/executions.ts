import { type HistoryEvent, paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn';
import type { ExecutionEnd, RecordFailurePorts } from '../../domain/guides/record-failure.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const sfn = new SFNClient(clientSettings);

/** How executions of the guide workflow ended, read from their history, newest event first. */
export function executions(): RecordFailurePorts['executions'] {
  return {
    end: async (executionArn) => {
      let end: ExecutionEnd = {
        redrivenAt: undefined,
        redrives: undefined,
        state: undefined,
        error: undefined,
        cause: undefined,
        input: undefined,
      };
      const pages = paginateGetExecutionHistory(
        { client: sfn },
        { executionArn, reverseOrder: true, includeExecutionData: true },
      );
      for await (const { events } of pages) {
        for (const event of events ?? []) end = withEvent(end, event);
        if (end.state && end.input) break;
      }
      return end;
    },
  };
}

function withEvent(end: ExecutionEnd, event: HistoryEvent): ExecutionEnd {
  return {
    redrivenAt: end.redrivenAt ?? (event.type === 'ExecutionRedriven' ? event.timestamp : undefined),
    redrives: end.redrives ?? event.executionRedrivenEventDetails?.redriveCount,
    state: end.state ?? event.stateEnteredEventDetails?.name,
    error: end.error ?? detailsOf(event)?.error,
    cause: end.error ? end.cause : detailsOf(event)?.cause,
    input: end.input ?? event.executionStartedEventDetails?.input,
  };
}

function detailsOf(event: HistoryEvent) {
  return (
    event.executionFailedEventDetails ??
    event.executionTimedOutEventDetails ??
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails
  );
}
