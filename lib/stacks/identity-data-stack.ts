import { RemovalPolicy } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { DataKey } from '../constructs/data-key.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

/** Tenants, users, and who is signed in. */
export class IdentityDataStack extends ProductStack {
  readonly identities: RetainedTable;
  /** What the OpenID provider keeps: sessions, grants, codes, refresh tokens. */
  readonly openid: RetainedTable;
  readonly cookieSecret: ISecret;
  /** What the hashes of API keys are keyed with. */
  readonly apiKeyPepper: ISecret;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    const key = new DataKey(this, 'DataKey', 'Identities at rest');
    this.identities = new RetainedTable(this, 'Identity', {
      key,
      partitionKey: 'pk',
      sortKey: 'sk',
      timeToLive: 'expiresAt',
      audited: true,
    });
    this.openid = new RetainedTable(this, 'OpenId', { key, partitionKey: 'pk', timeToLive: 'expiresAt' });
    this.cookieSecret = new Secret(this, 'CookieSecret', {
      description: 'Signs the cookies of the sign-in pages',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.cookieSecret,
      'SMG4',
      'Putting a new value by hand is enough: the one before it is still taken, and the next one signs.',
    );
    this.apiKeyPepper = new Secret(this, 'ApiKeyPepper', {
      description: 'Keys the hashes of API keys',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.apiKeyPepper, 'SMG4', 'With another pepper every API key would be void.');
  }
}
