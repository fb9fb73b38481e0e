import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Env as ProvideOpenidEnv } from '../../functions/identity/provide-openid.ts';
import type { Env as ReadConfigurationEnv } from '../../functions/identity/read-configuration.ts';
import type { Env as RotateSigningKeyEnv } from '../../functions/identity/rotate-signing-key.ts';
import type { Env as SeedTenantEnv } from '../../functions/identity/seed-tenant.ts';
import { DeploymentTask } from '../constructs/deployment-task.ts';
import { allow, allowItems, allowPartitions, allowRecordEvents, allowSend } from '../constructs/grants.ts';
import { HttpRoute } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { SigningKeys } from '../constructs/signing-keys.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { DirectoryDataStack } from './directory-data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface IdentityStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly edge: EdgeStack;
  readonly data: IdentityDataStack;
  readonly audit: AuditDataStack;
  readonly directory: DirectoryDataStack;
  /** Where a company may have its data. */
  readonly regions: readonly string[];
}

/** Signs people in, and tells applications where. */
export class IdentityStack extends ProductStack {
  /** Of every token. */
  readonly issuer: string;
  private readonly props: IdentityStackProps;
  private readonly signingKeys = new SigningKeys(this);

  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, props);
    this.props = props;
    this.issuer = `${props.edge.url}/oidc`;
    this.addSigningKeys();
    this.addProvider();
    this.addConfiguration();
    this.addSeeding();
  }

  private addProvider(): void {
    const { api, data, edge, audit } = this.props;
    const provideOpenid = new NodeFunction<ProvideOpenidEnv>(this, 'ProvideOpenid', {
      entry: 'functions/identity/provide-openid.ts',
      environment: {
        IDENTITY_TABLE_NAME: data.identities.tableName,
        OPENID_TABLE_NAME: data.openid.tableName,
        COOKIE_SECRET_ARN: data.cookieSecret.secretArn,
        EDGE_SECRET_ARN: edge.proofSecret.secretArn,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
        ISSUER: this.issuer,
        EDGE_URL: edge.url,
      },
      // Checking a password is meant to be hard work.
      memory: 1_769,
    });
    // Everybody's password passes through it: whoever runs code here must make nobody an owner, and no key that signs.
    allowPartitions(provideOpenid, data.identities, {
      'ATTEMPT#*': ['Update'],
      'EMAIL#*': ['Get'],
      'PLACE#*': ['Get', 'Put'],
      'SIGNING-KEYS': ['Get'],
      'TENANT#*': ['Get'],
      'USER#*': ['Get'],
    });
    allowRecordEvents(provideOpenid, data.identities);
    allowItems(provideOpenid, data.openid, 'Delete', 'Get', 'Put', 'Update');
    allowSend(provideOpenid, audit.nudges.queue);
    allow(provideOpenid, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [data.cookieSecret.secretArn, edge.proofSecret.secretArn],
    });
    this.signingKeys.allowSigning(provideOpenid);
    for (const method of ['GET', 'POST'] as const) {
      new HttpRoute(this, `ProvideOpenid${method}Route`, {
        apiId: api.httpApiId,
        method,
        path: '/oidc/{proxy+}',
        access: { openBecause: 'It is where people sign in.' },
        handler: provideOpenid,
      });
    }
  }

  private addSigningKeys(): void {
    const { identities } = this.props.data;
    const environment = { IDENTITY_TABLE_NAME: identities.tableName, ...this.signingKeys.tag };
    const makeKeys = new NodeFunction<RotateSigningKeyEnv>(this, 'MakeSigningKeys', {
      entry: 'functions/identity/make-signing-keys.ts',
      environment,
      timeout: Duration.minutes(1),
    });
    const rotate = new NodeFunction<RotateSigningKeyEnv>(this, 'RotateSigningKey', {
      entry: 'functions/identity/rotate-signing-key.ts',
      environment,
      timeout: Duration.minutes(1),
    });
    for (const handler of [makeKeys, rotate]) {
      allowPartitions(handler, identities, { 'SIGNING-KEYS': ['Get', 'Put'] });
      this.signingKeys.allowMaking(handler);
    }
    new DeploymentTask(this, 'SigningKeys', { resourceType: 'Custom::SigningKeys', handler: makeKeys });
    new Rule(this, 'RotateSigningKeyDaily', {
      description:
        'Moves signing keys on: a new one each 90 days, and the old one away once nothing needs it',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(rotate.function, { retryAttempts: 2 })],
    });
    new CfnOutput(this, 'RotateSigningKeyFunctionName', { value: rotate.function.functionName });
  }

  private addConfiguration(): void {
    const { directory, api, regions } = this.props;
    const readConfiguration = new NodeFunction<ReadConfigurationEnv>(this, 'ReadConfiguration', {
      entry: 'functions/identity/read-configuration.ts',
      environment: {
        API_URL: api.httpUrl,
        ISSUER: this.issuer,
        REGION_NAME: this.region,
        REGIONS: regions.join(' '),
        DIRECTORY_TABLE_NAME: directory.tableName,
      },
      memory: 256,
    });
    directory.allowReading(readConfiguration);
    new HttpRoute(this, 'ReadConfigurationRoute', {
      apiId: api.httpApiId,
      method: 'GET',
      path: '/v1/configuration',
      access: { openBecause: 'Applications read it before anybody can sign in.' },
      handler: readConfiguration,
    });
  }

  private addSeeding(): void {
    const { api, edge, data, audit, directory } = this.props;
    const seedTenant = new NodeFunction<SeedTenantEnv>(this, 'SeedTenant', {
      entry: 'functions/identity/seed-tenant.ts',
      environment: {
        IDENTITY_TABLE_NAME: data.identities.tableName,
        DIRECTORY_TABLE_NAME: directory.tableName,
        API_KEY_PEPPER_ARN: data.apiKeyPepper.secretArn,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
        HOME_REGION: this.region,
        API_URL: api.httpUrl,
        EDGE_URL: edge.url,
      },
      memory: 1_769,
      timeout: Duration.minutes(1),
    });
    allowPartitions(seedTenant, data.identities, {
      'EMAIL#*': ['Get', 'Put', 'Update'],
      'TENANT#*': ['Get', 'Put', 'Update'],
      'USER#*': ['Put'],
    });
    directory.allowEntering(seedTenant);
    allowSend(seedTenant, audit.nudges.queue);
    allow(seedTenant, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [data.apiKeyPepper.secretArn],
    });
    new CfnOutput(this, 'SeedTenantFunctionName', { value: seedTenant.function.functionName });
  }
}
