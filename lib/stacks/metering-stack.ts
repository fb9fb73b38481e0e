import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Env as ChangePlanEnv } from '../../functions/metering/change-plan.ts';
import type { Env as ReadPlanEnv } from '../../functions/metering/read-plan.ts';
import type { Env as ReceivePaymentEnv } from '../../functions/metering/receive-payment.ts';
import type { Env as SetPlanEnv } from '../../functions/metering/set-plan.ts';
import type { Env as SettlePlansEnv } from '../../functions/metering/settle-plans.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import {
  allow,
  allowDatabase,
  allowItems,
  allowPartitions,
  allowSend,
  type Grantee,
} from '../constructs/grants.ts';
import type { Doorkeepers, Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import { type MailStack, noMailQueue } from './mail-stack.ts';
import type { MeteringDataStack } from './metering-data-stack.ts';

export interface MeteringStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly audit: AuditDataStack;
  readonly edge: EdgeStack;
  readonly guides: GuidesDataStack;
  readonly identities: IdentityDataStack;
  readonly data: MeteringDataStack;
  /** Without it nobody is mailed. */
  readonly mails: MailStack | undefined;
  /** Stripe's ids of the plans' prices; without them an operator makes upgrades. */
  readonly prices: { readonly PROFESSIONAL: string; readonly ENTERPRISE: string } | undefined;
}

/** Plans: what a company may use, what it uses, and how it pays for more. */
export class MeteringStack extends ProductStack {
  private readonly props: MeteringStackProps;
  private readonly route: Routes;
  private readonly paymentAccount: ISecret | undefined;

  constructor(scope: Construct, id: string, props: MeteringStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.paymentAccount = props.prices && this.addAccount();
    this.addReading();
    this.addChanging();
    this.addReceiving();
    this.addSettling();
    this.addOperatorsWay();
  }

  private addAccount(): ISecret {
    const account = new Secret(this, 'PaymentAccount', {
      description: 'JSON with apiKey and webhookSecret of Stripe (docs/runbooks/payments.md); put in by hand',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(account, 'SMG4', 'Its value is made at Stripe, and put in by hand.');
    new CfnOutput(this, 'PaymentAccountArn', { value: account.secretArn });
    return account;
  }

  private addReading(): void {
    const { data, guides, identities } = this.props;
    const read = new NodeFunction<ReadPlanEnv>(this, 'ReadPlan', {
      entry: 'functions/metering/read-plan.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        COUNTER_TABLE_NAME: data.counters.tableName,
        ...this.shopEnvironment,
        ...guides.database.environment,
      },
      // A paused database takes a while to wake.
      timeout: Duration.seconds(28),
    });
    allowPartitions(read, identities.identities, { 'TENANT#*': ['Get', 'Query'] });
    this.allowPaying(read);
    this.allowCounting(read);
    this.route('GET', '/v1/plan', read);
  }

  private addChanging(): void {
    const { data, guides } = this.props;
    const change = new NodeFunction<ChangePlanEnv>(this, 'ChangePlan', {
      entry: 'functions/metering/change-plan.ts',
      environment: {
        ...this.changeEnvironment,
        ...this.shopEnvironment,
        COUNTER_TABLE_NAME: data.counters.tableName,
        ...guides.database.environment,
      },
      timeout: Duration.seconds(28),
    });
    this.allowChanging(change);
    this.allowPaying(change);
    this.allowCounting(change);
    this.route('PUT', '/v1/plan', change);
  }

  private addReceiving(): void {
    const receive = new NodeFunction<ReceivePaymentEnv>(this, 'ReceivePayment', {
      entry: 'functions/metering/receive-payment.ts',
      environment: { ...this.changeEnvironment, ...this.shopEnvironment },
      timeout: Duration.seconds(20),
    });
    this.allowChanging(receive);
    this.allowPaying(receive);
    const openBecause = 'The signature of the payment provider says who it is.';
    this.route('POST', '/v1/payments/events', receive, { openBecause });
  }

  private addSettling(): void {
    const settle = new NodeFunction<SettlePlansEnv>(this, 'SettlePlans', {
      entry: 'functions/metering/settle-plans.ts',
      environment: { ...this.changeEnvironment, ...this.shopEnvironment },
      timeout: Duration.minutes(4),
    });
    this.allowChanging(settle);
    this.allowPaying(settle);
    new Rule(this, 'SettlePlansOften', {
      description:
        'Ends subscriptions and tells of changes where that broke off, and plans whose grace is over',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(settle.function, { retryAttempts: 0 })],
    });
  }

  private addOperatorsWay(): void {
    const set = new NodeFunction<SetPlanEnv>(this, 'SetPlan', {
      entry: 'functions/metering/set-plan.ts',
      environment: this.changeEnvironment,
    });
    this.allowChanging(set);
    new CfnOutput(this, 'SetPlanFunctionName', { value: set.function.functionName });
  }

  private get changeEnvironment(): SetPlanEnv {
    const { api, audit, identities, mails } = this.props;
    return {
      IDENTITY_TABLE_NAME: identities.identities.tableName,
      EVENT_BUS_NAME: api.bus.eventBusName,
      MAIL_QUEUE_URL: mails?.queueUrl ?? noMailQueue,
      AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
    };
  }

  private get shopEnvironment() {
    const { edge, prices } = this.props;
    return {
      EDGE_URL: edge.url,
      // The words that lib/adapters/metering/stripe knows.
      PAYMENT_SECRET_ARN: this.paymentAccount?.secretArn ?? 'none',
      PROFESSIONAL_PRICE: prices?.PROFESSIONAL ?? 'none',
      ENTERPRISE_PRICE: prices?.ENTERPRISE ?? 'none',
    };
  }

  private allowChanging(changer: Grantee): void {
    const { api, audit, identities, mails } = this.props;
    allowPartitions(changer, identities.identities, {
      'TENANT#*': ['Get', 'Query', 'Update'],
      'UNSETTLED#*': ['Delete', 'Query', 'Update'],
    });
    allow(changer, { actions: ['events:PutEvents'], resources: [api.bus.eventBusArn] });
    allowSend(changer, audit.nudges.queue);
    mails?.allowMailing(changer);
  }

  private allowPaying(payer: Grantee): void {
    if (!this.paymentAccount) return;
    allow(payer, { actions: ['secretsmanager:GetSecretValue'], resources: [this.paymentAccount.secretArn] });
  }

  /** Counts what is used where it is kept. */
  private allowCounting(counter: Grantee): void {
    const { data, guides } = this.props;
    allowItems(counter, data.counters, 'Get', 'Update');
    allowDatabase(counter, guides.database);
  }
}
