import type { LocalContext } from '../../service.ts';
import { notRedrivable } from './describe-execution.ts';
import type { Execution } from './execution-store.ts';

/**
 * Puts `Step Functions Execution Status Change` on the default bus, as Step Functions does whenever
 * a standard workflow starts or ends. Instants are milliseconds since 1970.
 */
export async function announceStatus(context: LocalContext, execution: Execution): Promise<void> {
  const { status, body } = await context.call('service', {
    service: 'events',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({
      Entries: [
        {
          Source: 'aws.states',
          DetailType: 'Step Functions Execution Status Change',
          Resources: [execution.arn],
          Detail: JSON.stringify(detail(execution)),
        },
      ],
    }),
  });
  if (status !== 200 || JSON.parse(String(body)).FailedEntryCount !== 0)
    context.log({
      level: 'error',
      part: 'step-functions',
      message: 'a status change did not reach the default bus',
      detail: { execution: execution.arn, status: execution.status },
    });
}

function detail(execution: Execution): object {
  const instant = (seconds: number | undefined) =>
    seconds === undefined ? null : Math.round(seconds * 1000);
  const reason = notRedrivable(execution);
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: instant(execution.startDate),
    stopDate: instant(execution.stopDate),
    input: execution.input,
    inputDetails: { included: true },
    output: execution.output ?? null,
    outputDetails: execution.output === undefined ? null : { included: true },
    error: execution.error ?? null,
    cause: execution.cause ?? null,
    stateMachineVersionArn: null,
    stateMachineAliasArn: null,
    redriveCount: execution.redriveCount,
    redriveDate: instant(execution.redriveDate),
    redriveStatus: reason ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    redriveStatusReason: reason ?? null,
  };
}
