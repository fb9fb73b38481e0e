import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { RunbookAlarm } from '../constructs/alarm.ts';
import type { Grantee } from '../constructs/grants.ts';
import { allow } from '../constructs/grants.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';

export interface DirectoryDataStackProps extends ProductStackProps {
  /** Regions that share one directory, the first of them the one whose template has it; none but the own otherwise. */
  readonly sharedRegions: readonly string[] | undefined;
}

/**
 * Which region each tenant lives in. A global table: every region answers from its own copy. It is declared once and
 * replicated from there, so that the first region is deployed before the others, and copies bear the same name.
 */
export class DirectoryDataStack extends ProductStack {
  readonly tableName: string;
  private readonly tableArn: string;

  constructor(scope: Construct, id: string, { sharedRegions, ...props }: DirectoryDataStackProps) {
    super(scope, id, props);
    const [first = this.region, ...others] = sharedRegions ?? [];
    const name = sharedRegions ? 'guidewright-tenant-directory' : undefined;
    const own = first === this.region ? this.addTable(name, others) : undefined;
    this.tableName = own?.tableName ?? String(name);
    this.watch();
    this.tableArn =
      own?.tableArn ??
      this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: this.tableName });
  }

  private watch(): void {
    new RunbookAlarm(this, 'ReadsRefused', {
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'ReadThrottleEvents',
        dimensionsMap: { TableName: this.tableName },
        period: Duration.minutes(1),
        statistic: 'Sum',
      }),
      threshold: 5,
      periods: 2,
      meaning: 'The front door cannot see where tenants live; requests are answered with 503.',
      runbook: 'tenant-directory',
    });
  }

  allowReading(grantee: Grantee): void {
    allow(grantee, { actions: ['dynamodb:GetItem'], resources: [this.tableArn] });
  }

  allowEntering(grantee: Grantee): void {
    allow(grantee, { actions: ['dynamodb:PutItem'], resources: [this.tableArn] });
  }

  /** Under a key of DynamoDB's own: it holds ids, regions and addresses, and a key of ours is one region's. */
  private addTable(tableName: string | undefined, others: readonly string[]): TableV2 {
    return new TableV2(this, 'TenantDirectory', {
      ...(tableName ? { tableName } : {}),
      partitionKey: { name: 'tenantId', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      replicas: others.map((region) => ({ region })),
    });
  }
}
