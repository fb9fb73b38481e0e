import type { Construct } from 'constructs';
import type { Env as CreateApiKeyEnv } from '../../functions/identity/create-api-key.ts';
import type { Env as ListApiKeysEnv } from '../../functions/identity/list-api-keys.ts';
import type { Env as RevokeApiKeyEnv } from '../../functions/identity/revoke-api-key.ts';
import { allow, allowPartitions, allowSend } from '../constructs/grants.ts';
import type { Doorkeepers, Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction, type NodeFunctionProps } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface ApiKeyStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly identities: IdentityDataStack;
  readonly audit: AuditDataStack;
}

/** The keys that a company's own machines come in with. */
export class ApiKeyStack extends ProductStack {
  private readonly props: ApiKeyStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: ApiKeyStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addList();
    this.route('POST', '/v1/api-keys', this.maker('CreateApiKey', 'functions/identity/create-api-key.ts'));
    const rotate = this.maker('RotateApiKey', 'functions/identity/rotate-api-key.ts');
    this.route('POST', '/v1/api-keys/{id}/rotate', rotate);
    this.addRevoking();
  }

  private addList(): void {
    const { identities } = this.props.identities;
    const list = new NodeFunction<ListApiKeysEnv>(this, 'ListApiKeys', {
      entry: 'functions/identity/list-api-keys.ts',
      environment: { IDENTITY_TABLE_NAME: identities.tableName },
    });
    allowPartitions(list, identities, { 'TENANT#*': ['Query'] });
    this.route('GET', '/v1/api-keys', list);
  }

  private maker(
    id: string,
    entry: NodeFunctionProps<CreateApiKeyEnv>['entry'],
  ): NodeFunction<CreateApiKeyEnv> {
    const { audit, identities } = this.props;
    const maker = new NodeFunction<CreateApiKeyEnv>(this, id, {
      entry,
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        API_KEY_PEPPER_ARN: identities.apiKeyPepper.secretArn,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
    });
    allowPartitions(maker, identities.identities, { 'TENANT#*': ['Get', 'Put', 'Query', 'Update'] });
    allow(maker, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [identities.apiKeyPepper.secretArn],
    });
    allowSend(maker, audit.nudges.queue);
    return maker;
  }

  private addRevoking(): void {
    const { audit, identities } = this.props;
    const revoke = new NodeFunction<RevokeApiKeyEnv>(this, 'RevokeApiKey', {
      entry: 'functions/identity/revoke-api-key.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
    });
    allowPartitions(revoke, identities.identities, { 'TENANT#*': ['Get', 'Update'] });
    allowSend(revoke, audit.nudges.queue);
    this.route('DELETE', '/v1/api-keys/{id}', revoke);
  }
}
