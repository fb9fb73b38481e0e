import type { Construct } from 'constructs';
import type { Env as ReadRedactionPolicyEnv } from '../../functions/redaction/read-redaction-policy.ts';
import type { Env as TryRedactionPolicyEnv } from '../../functions/redaction/try-redaction-policy.ts';
import type { Env as WriteRedactionPolicyEnv } from '../../functions/redaction/write-redaction-policy.ts';
import { allowPartitions, allowSend } from '../constructs/grants.ts';
import type { Doorkeepers } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface RedactionStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly audit: AuditDataStack;
  readonly identities: IdentityDataStack;
}

/** What companies have hidden in their recordings. Those who hide it read it where it is kept. */
export class RedactionStack extends ProductStack {
  constructor(scope: Construct, id: string, props: RedactionStackProps) {
    super(scope, id, props);
    const { identities } = props.identities;
    const environment = { IDENTITY_TABLE_NAME: identities.tableName };
    const read = new NodeFunction<ReadRedactionPolicyEnv>(this, 'ReadRedactionPolicy', {
      entry: 'functions/redaction/read-redaction-policy.ts',
      environment,
    });
    const write = new NodeFunction<WriteRedactionPolicyEnv>(this, 'WriteRedactionPolicy', {
      entry: 'functions/redaction/write-redaction-policy.ts',
      environment: { ...environment, AUDIT_QUEUE_URL: props.audit.nudges.queue.queueUrl },
    });
    const attempt = new NodeFunction<TryRedactionPolicyEnv>(this, 'TryRedactionPolicy', {
      entry: 'functions/redaction/try-redaction-policy.ts',
      environment,
      // Somebody types, and waits.
      memory: 1_024,
    });
    allowPartitions(read, identities, { 'REDACTION#*': ['Get'] });
    allowPartitions(write, identities, { 'REDACTION#*': ['Get', 'Put', 'Update'] });
    allowSend(write, props.audit.nudges.queue);
    allowPartitions(attempt, identities, { 'REDACTION#*': ['Get'] });
    const route = routesOf(this, props);
    route('GET', '/v1/redaction-policy', read);
    route('PUT', '/v1/redaction-policy', write);
    route('POST', '/v1/redaction-policy/try', attempt);
  }
}
