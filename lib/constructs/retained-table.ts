import { RemovalPolicy } from 'aws-cdk-lib';
import type { Attribute } from 'aws-cdk-lib/aws-dynamodb';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

interface TableKey {
  readonly partitionKey: string;
  /** Text unless `sortKeyType` says otherwise. */
  readonly sortKey?: string;
  readonly sortKeyType?: AttributeType;
}

export interface RetainedTableProps extends TableKey {
  readonly key: IKey;
  /** By name. They project everything. */
  readonly indexes?: Readonly<Record<string, TableKey>>;
  /** Attribute with the second (Unix time) after which an item may go. */
  readonly timeToLive?: string;
  /** Its items carry audit events (lib/runtime/audit-outbox.ts): the index `byAuditPending` finds them. */
  readonly audited?: boolean;
}

const pendingIndex = 'byAuditPending';

/** A table that outlives its stack: point-in-time recovery, our own key, no deletion by accident. */
export class RetainedTable extends Construct {
  readonly key: IKey;
  /** Attributes of the table's own key. */
  readonly keyNames: readonly string[];
  private readonly table: Table;
  private readonly indexNames: readonly string[];

  constructor(scope: Construct, id: string, props: RetainedTableProps) {
    super(scope, id);
    this.key = props.key;
    this.keyNames = [props.partitionKey, ...(props.sortKey ? [props.sortKey] : [])];
    this.indexNames = Object.keys(props.indexes ?? {});
    this.table = new Table(this, 'Table', {
      ...schema(props),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(props.timeToLive ? { timeToLiveAttribute: props.timeToLive } : {}),
    });
    for (const [indexName, index] of Object.entries(props.indexes ?? {})) {
      this.table.addGlobalSecondaryIndex({ indexName, ...schema(index) });
    }
    if (props.audited) {
      this.table.addGlobalSecondaryIndex({
        indexName: pendingIndex,
        ...schema({ partitionKey: 'auditPending', sortKey: 'auditAt' }),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  get tableName(): string {
    return this.table.tableName;
  }

  get tableArn(): string {
    return this.table.tableArn;
  }

  /** For what empties the outboxes, and nobody else. */
  get pendingIndexArn(): string {
    return `${this.table.tableArn}/index/${pendingIndex}`;
  }

  /** The table and each of its indexes but the outboxes'. */
  get arns(): readonly string[] {
    return [this.table.tableArn, ...this.indexNames.map((name) => `${this.table.tableArn}/index/${name}`)];
  }
}

function schema({ partitionKey, sortKey, sortKeyType = AttributeType.STRING }: TableKey): {
  partitionKey: Attribute;
  sortKey?: Attribute;
} {
  return {
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    ...(sortKey ? { sortKey: { name: sortKey, type: sortKeyType } } : {}),
  };
}
