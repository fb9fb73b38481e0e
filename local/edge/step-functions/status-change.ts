import { notRedrivable } from './describe-execution.ts';
import type { Execution } from './execution-store.ts';

interface StatusChange {
  readonly source: 'aws.states';
  readonly 'detail-type': 'Step Functions Execution Status Change';
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Puts an event on the default bus. */
export type Announce = (event: StatusChange) => void;

/** The event that Step Functions sends about every change of status (AWS documentation). Dates in milliseconds. */
export function statusChange(execution: Execution): StatusChange {
  const milliseconds = (seconds: number | undefined) =>
    seconds === undefined ? null : Math.round(seconds * 1000);
  const reason = notRedrivable(execution);
  const { arn, machineArn, name, status, output, error, cause } = execution;
  return {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn: machineArn,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      name,
      status,
      startDate: milliseconds(execution.startDate),
      stopDate: milliseconds(execution.stopDate),
      input: execution.input,
      inputDetails: { included: true },
      output: output ?? null,
      outputDetails: output === undefined ? null : { included: true },
      error: error ?? null,
      cause: cause ?? null,
      redriveCount: execution.redriveCount,
      redriveDate: milliseconds(execution.redriveDate),
      redriveStatus: reason ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
      redriveStatusReason: reason ?? null,
    },
  };
}
