import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { RunbookAlarm } from '../constructs/alarm.ts';
import { DataKey } from '../constructs/data-key.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

/** What is counted: requests, running recordings, recordings of a month, rooms for guides. */
export class MeteringDataStack extends ProductStack {
  readonly counters: RetainedTable;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    this.counters = new RetainedTable(this, 'Counter', {
      key: new DataKey(this, 'DataKey', 'Counters at rest'),
      partitionKey: 'pk',
      timeToLive: 'expiresAt',
    });
    new RunbookAlarm(this, 'WritesRefused', {
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'WriteThrottleEvents',
        dimensionsMap: { TableName: this.counters.tableName },
        period: Duration.minutes(1),
        statistic: 'Sum',
      }),
      threshold: 5,
      periods: 2,
      meaning:
        'Requests are not counted together: each worker of the front door lets in what the plan allows.',
      runbook: 'rate-counters',
    });
  }
}
