import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as IssueTokenEnv } from '../../functions/identity/issue-token.ts';
import type { Env as PublishKeysEnv } from '../../functions/identity/publish-keys.ts';
import type { Env as SeedTenantEnv } from '../../functions/identity/seed-tenant.ts';
import { allow, allowReadWriteItems } from '../constructs/grants.ts';
import { HttpRoute } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface IdentityStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly data: IdentityDataStack;
}

/** Issues access tokens and publishes the keys that they are checked with. */
export class IdentityStack extends ProductStack {
  private readonly api: ApiStack;
  private readonly data: IdentityDataStack;

  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, props);
    this.api = props.api;
    this.data = props.data;
    this.addTokens();
    this.addDiscovery();
    this.addSeeding();
  }

  private addTokens(): void {
    const issueToken = new NodeFunction<IssueTokenEnv>(this, 'IssueToken', {
      entry: 'functions/identity/issue-token.ts',
      environment: {
        IDENTITY_TABLE_NAME: this.data.identities.tableName,
        SIGNING_KEY_ID: this.data.signingKey.keyId,
        ISSUER: this.api.httpUrl,
      },
      // Checking a password is meant to be hard work.
      memory: 1_769,
    });
    allowReadWriteItems(issueToken, this.data.identities);
    allow(issueToken, {
      actions: ['kms:GetPublicKey', 'kms:Sign'],
      resources: [this.data.signingKey.keyArn],
    });
    new HttpRoute(this, 'IssueTokenRoute', {
      apiId: this.api.httpApiId,
      method: 'POST',
      path: '/v1/tokens',
      access: { openBecause: 'It is where an access token comes from.' },
      handler: issueToken,
    });
  }

  private addDiscovery(): void {
    const publishKeys = new NodeFunction<PublishKeysEnv>(this, 'PublishKeys', {
      entry: 'functions/identity/publish-keys.ts',
      environment: { SIGNING_KEY_ID: this.data.signingKey.keyId, ISSUER: this.api.httpUrl },
    });
    allow(publishKeys, { actions: ['kms:GetPublicKey'], resources: [this.data.signingKey.keyArn] });
    const documents = { Configuration: 'openid-configuration', Keys: 'jwks.json' };
    for (const [id, document] of Object.entries(documents)) {
      new HttpRoute(this, `Publish${id}Route`, {
        apiId: this.api.httpApiId,
        method: 'GET',
        path: `/.well-known/${document}`,
        access: { openBecause: 'Authorizers read it before they can check any token.' },
        handler: publishKeys,
      });
    }
  }

  private addSeeding(): void {
    const seedTenant = new NodeFunction<SeedTenantEnv>(this, 'SeedTenant', {
      entry: 'functions/identity/seed-tenant.ts',
      environment: { IDENTITY_TABLE_NAME: this.data.identities.tableName },
      memory: 1_769,
    });
    allowReadWriteItems(seedTenant, this.data.identities);
    new CfnOutput(this, 'SeedTenantFunctionName', { value: seedTenant.function.functionName });
  }
}
