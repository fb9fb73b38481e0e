import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { DataKey } from '../constructs/data-key.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

/** Tenants, users and their refresh tokens, and the key that signs access tokens. */
export class IdentityDataStack extends ProductStack {
  readonly identities: RetainedTable;
  readonly signingKey: IKey;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    this.identities = new RetainedTable(this, 'Identity', {
      key: new DataKey(this, 'DataKey', 'Identities at rest'),
      partitionKey: 'pk',
      sortKey: 'sk',
      timeToLive: 'expiresAt',
    });
    this.signingKey = new Key(this, 'SigningKey', {
      description: 'Signs access tokens (RS256)',
      keySpec: KeySpec.RSA_2048,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.signingKey, 'KMS5', 'KMS does not rotate asymmetric keys.');
  }
}
