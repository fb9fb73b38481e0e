import type { Construct } from 'constructs';
import type { Env as ExplainDecisionEnv } from '../../functions/identity/explain-decision.ts';
import type { Env as ForgetGuideEnv } from '../../functions/identity/forget-guide.ts';
import type { Env as ReadCollaboratorsEnv } from '../../functions/identity/read-collaborators.ts';
import type { Env as ReadPoliciesEnv } from '../../functions/identity/read-policies.ts';
import type { Env as SetCollaboratorsEnv } from '../../functions/identity/set-collaborators.ts';
import type { Env as WritePoliciesEnv } from '../../functions/identity/write-policies.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { allowAttributes, allowPartitions, allowSend } from '../constructs/grants.ts';
import type { Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { AuthorizerStack } from './authorizer-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface PolicyStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: AuthorizerStack;
  readonly audit: AuditDataStack;
  readonly identities: IdentityDataStack;
}

/** What a tenant says about who may do what: its policies, and who works on a guide. */
export class PolicyStack extends ProductStack {
  private readonly props: PolicyStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: PolicyStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addPolicies();
    this.addCollaborators();
    this.addForgetting();
  }

  private addPolicies(): void {
    const { identities } = this.props.identities;
    const environment = { IDENTITY_TABLE_NAME: identities.tableName };
    const read = new NodeFunction<ReadPoliciesEnv>(this, 'ReadPolicies', {
      entry: 'functions/identity/read-policies.ts',
      environment,
    });
    const write = new NodeFunction<WritePoliciesEnv>(this, 'WritePolicies', {
      entry: 'functions/identity/write-policies.ts',
      environment: { ...environment, ...this.nudging },
      memory: 1_024,
    });
    const explain = new NodeFunction<ExplainDecisionEnv>(this, 'ExplainDecision', {
      entry: 'functions/identity/explain-decision.ts',
      environment,
      memory: 1_024,
    });
    allowPartitions(read, identities, { 'TENANT#*': ['Get'] });
    allowPartitions(write, identities, { 'TENANT#*': ['Get', 'Put', 'Update'] });
    allowSend(write, this.props.audit.nudges.queue);
    allowPartitions(explain, identities, { 'TENANT#*': ['Get'] });
    this.route('GET', '/v1/policies', read);
    this.route('PUT', '/v1/policies', write);
    this.route('POST', '/v1/policies/dry-run', explain);
  }

  private addCollaborators(): void {
    const { identities } = this.props.identities;
    const environment = { IDENTITY_TABLE_NAME: identities.tableName };
    const read = new NodeFunction<ReadCollaboratorsEnv>(this, 'ReadCollaborators', {
      entry: 'functions/identity/read-collaborators.ts',
      environment,
    });
    const set = new NodeFunction<SetCollaboratorsEnv>(this, 'SetCollaborators', {
      entry: 'functions/identity/set-collaborators.ts',
      environment: { ...environment, ...this.nudging },
    });
    allowPartitions(read, identities, { 'TENANT#*': ['Get'] });
    allowPartitions(set, identities, { 'TENANT#*': ['Get', 'Update'] });
    allowSend(set, this.props.audit.nudges.queue);
    this.route('GET', '/v1/guides/{id}/collaborators', read);
    this.route('PUT', '/v1/guides/{id}/collaborators', set);
  }

  private addForgetting(): void {
    const { identities } = this.props.identities;
    const forget = new NodeFunction<ForgetGuideEnv>(this, 'ForgetGuide', {
      entry: 'functions/identity/forget-guide.ts',
      environment: { IDENTITY_TABLE_NAME: identities.tableName },
    });
    allowAttributes(forget, identities, 'TENANT#*', 'deletedAt', 'expiresAt');
    new EventConsumer(this, 'GoneGuides', {
      bus: this.props.api.bus,
      pattern: { source: ['guidewright.guides'], detailType: ['GuideDeleted'], detail: { done: [true] } },
      handler: forget,
    });
  }

  private get nudging() {
    return { AUDIT_QUEUE_URL: this.props.audit.nudges.queue.queueUrl };
  }
}
