import type { Construct } from 'constructs';
import { DataKey } from '../constructs/data-key.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

/** What is known of language models: what was spent on them, which circuits are open, and answers they gave. */
export class AiDataStack extends ProductStack {
  readonly calls: RetainedTable;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    this.calls = new RetainedTable(this, 'Ai', {
      key: new DataKey(this, 'DataKey', 'Calls of language models at rest'),
      partitionKey: 'pk',
      sortKey: 'sk',
      timeToLive: 'expiresAt',
    });
  }
}
