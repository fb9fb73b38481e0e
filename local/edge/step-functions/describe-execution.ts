import type { Execution } from './execution-store.ts';

/** An execution may be redriven for this long after it ended, in seconds. */
const redrivablePeriod = 14 * 24 * 60 * 60;

/** Why an execution cannot be redriven; undefined when it can. */
export function notRedrivable({ status, stopDate }: Execution): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return `Execution is ${status} and cannot be redriven`;
  }
  const age = Date.now() / 1000 - (stopDate ?? 0);
  return age > redrivablePeriod ? 'Execution redrivable period exceeded' : undefined;
}

export function described(execution: Execution): object {
  const { arn, machineArn, definition: _definition, roleArn: _role, ...rest } = execution;
  const reason = notRedrivable(execution);
  return {
    ...rest,
    executionArn: arn,
    stateMachineArn: machineArn,
    inputDetails: { included: true },
    ...(execution.output !== undefined && { outputDetails: { included: true } }),
    redriveStatus: reason ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(reason && { redriveStatusReason: reason }),
  };
}
