import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import type { ProductCloud } from './product-cloud.ts';
import { adminClient } from './tenant-tables.ts';

/**
 * Makes a guide that is published be one whose newest version is held. No recording does so today, since each makes a
 * guide of its own.
 */
export async function holdGuide(product: ProductCloud, guideId: string): Promise<void> {
  const exported = (part: string) =>
    Object.entries(product.outputs).find(([name]) =>
      name.includes(`GuidesData.ExportsOutputRef${part}`),
    )?.[1] ?? '';
  const cluster = exported('DatabaseCluster5');
  const secretArn = exported('DatabaseClusterSecretAttachment');
  const [, , , region, account] = secretArn.split(':');
  const { numberOfRecordsUpdated } = await new RDSDataClient(adminClient(product)).send(
    new ExecuteStatementCommand({
      resourceArn: `arn:aws:rds:${region}:${account}:cluster:${cluster}`,
      secretArn,
      database: 'guidewright',
      sql: `UPDATE guides SET status = 'blocked' WHERE id = :id`,
      parameters: [{ name: 'id', value: { stringValue: guideId } }],
    }),
  );
  if (numberOfRecordsUpdated !== 1) throw new Error(`There is no guide ${guideId}`);
}
