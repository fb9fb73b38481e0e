import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IGrantable, IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { RunbookAlarm } from './alarm.ts';
import { functionBundle } from './function-bundle.ts';
import { allow } from './grants.ts';
import { ProductStack } from './product-stack.ts';

/** Exactly the variables that the function reads: `Env` is the type its file exports. */
export interface NodeFunctionProps<Env extends { readonly [Name in keyof Env]: string }> {
  /** For example `functions/capture/open-recording.ts`. */
  readonly entry: `functions/${string}/${string}.ts`;
  readonly environment: Env;
  /** MiB; the share of a processor follows it (1,769 is one). 512 unless said otherwise. */
  readonly memory?: number;
  /** 10 s unless said otherwise. */
  readonly timeout?: Duration;
  /** Never more at once, and always so many free. */
  readonly reservedConcurrency?: number;
}

/** A function under a role of its own that may do nothing but log and trace until it is allowed more. */
export class NodeFunction<Env extends { readonly [Name in keyof Env]: string }>
  extends Construct
  implements IGrantable
{
  readonly function: IFunction;
  readonly role: IRole;
  readonly logGroup: ILogGroup;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Env>) {
    super(scope, id);
    const [, context = ''] = props.entry.split('/');
    const timeout = props.timeout ?? Duration.seconds(10);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const handler = new LambdaFunction(this, 'Function', {
      description: props.entry,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      handler: 'index.handler',
      code: Code.fromAsset(functionBundle(props.entry)),
      role,
      logGroup,
      memorySize: props.memory ?? 512,
      timeout,
      tracing: Tracing.ACTIVE,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: context,
        LOG_LEVEL: ProductStack.operationsOf(this).logLevel,
      },
      ...(props.reservedConcurrency ? { reservedConcurrentExecutions: props.reservedConcurrency } : {}),
    });
    allow(role, {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    acknowledge(role, 'IAM5[Resource::*]', 'X-Ray takes trace segments without naming a resource.');
    this.function = handler;
    this.role = role;
    this.logGroup = logGroup;
    this.grantPrincipal = role;
    this.watch(props.entry, timeout);
  }

  get arn(): string {
    return this.function.functionArn;
  }

  private watch(entry: string, timeout: Duration): void {
    const period = Duration.minutes(5);
    new RunbookAlarm(this, 'Errors', {
      metric: this.function.metricErrors({ period }),
      threshold: 1,
      meaning: `${entry} failed.`,
      runbook: 'function-errors',
    });
    new RunbookAlarm(this, 'Throttles', {
      metric: this.function.metricThrottles({ period }),
      threshold: 1,
      meaning: `${entry} was refused concurrency; what it serves waits or is refused.`,
      runbook: 'function-throttles',
    });
    new RunbookAlarm(this, 'Duration', {
      metric: this.function.metricDuration({ period, statistic: 'p99' }),
      threshold: timeout.toMilliseconds() * 0.8,
      periods: 3,
      meaning: `${entry} takes 80% of its time limit or more.`,
      runbook: 'function-duration',
    });
  }
}

/** ARN through which API Gateway's WebSocket routes invoke a function. */
export function invocationArn(scope: Construct, handler: IFunction): string {
  const { partition, region } = Stack.of(scope);
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`;
}
