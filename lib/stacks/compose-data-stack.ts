import type { Construct } from 'constructs';
import { DataKey } from '../constructs/data-key.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

/** Live recordings with the log they are composed from, and who is watching them. */
export class ComposeDataStack extends ProductStack {
  readonly live: RetainedTable;
  readonly connections: RetainedTable;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    const key = new DataKey(this, 'DataKey', 'Live recordings at rest');
    this.live = new RetainedTable(this, 'Live', {
      key,
      partitionKey: 'recordingId',
      sortKey: 'item',
      timeToLive: 'expiresAt',
    });
    this.connections = new RetainedTable(this, 'Connection', {
      key,
      partitionKey: 'recordingId',
      sortKey: 'connectionId',
      indexes: { byConnection: { partitionKey: 'connectionId' } },
      timeToLive: 'expiresAt',
    });
  }
}
