import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { ProductStack } from './product-stack.ts';

/** File names in docs/runbooks, without `.md`. */
export type Runbook =
  | 'api-errors'
  | 'audit-backlog'
  | 'audit-tampering'
  | 'database-load'
  | 'dead-letters'
  | 'function-duration'
  | 'function-errors'
  | 'function-throttles'
  | 'mail'
  | 'model-budget'
  | 'model-circuit'
  | 'picture-reading'
  | 'queue-age'
  | 'rate-counters'
  | 'stream-lag'
  | 'stream-throttled'
  | 'tenant-directory'
  | 'text-detector'
  | 'undelivered-batches'
  | 'workflow-failures';

export interface RunbookAlarmProps {
  readonly metric: IMetric;
  /** Fires when the metric is greater than or equal to it. */
  readonly threshold: number;
  /** Periods in a row; 1 unless said otherwise. */
  readonly periods?: number;
  /** What it means for the people who use the product. */
  readonly meaning: string;
  readonly runbook: Runbook;
}

/** An alarm that tells what it means and where the way out is written. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id, {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${props.meaning} Runbook: docs/runbooks/${props.runbook}.md`,
    });
    this.addAlarmAction(new SnsAction(ProductStack.operationsOf(scope).alarmTopic));
  }
}
