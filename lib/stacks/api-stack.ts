import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Env as RefuseUnknownPathEnv } from '../../functions/api/refuse-unknown-path.ts';
import { RunbookAlarm } from '../constructs/alarm.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { UnknownPaths } from '../constructs/unknown-paths.ts';

/** The doors that every context hangs its routes into, and the bus they talk over. */
export class ApiStack extends ProductStack {
  readonly httpApiId: string;
  /** Host name, for CloudFront. */
  readonly httpHost: string;
  /** The HTTP API's own address, past the edge, without a slash at its end. */
  readonly httpUrl: string;
  readonly preview: PreviewDoor;
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    this.httpApiId = this.addHttpApi();
    this.httpHost = `${this.httpApiId}.execute-api.${this.region}.amazonaws.com`;
    this.httpUrl = `https://${this.httpHost}`;
    this.addUnknownPaths();
    this.preview = this.addPreviewApi();
    this.bus = this.addBus();
    new CfnOutput(this, 'ApiUrl', { value: this.httpUrl });
    new CfnOutput(this, 'PreviewUrl', { value: this.preview.url });
  }

  private addHttpApi(): string {
    const api = new CfnApi(this, 'HttpApi', {
      name: `${this.stackName}-http`,
      protocolType: 'HTTP',
      corsConfiguration: {
        // The extension's origin differs on every machine. Nothing here is decided by cookies.
        allowOrigins: ['*'],
        allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match', 'x-api-key'],
        exposeHeaders: ['ETag', 'Location', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
        maxAge: Duration.hours(1).toSeconds(),
      },
    });
    const logs = new LogGroup(this, 'HttpLogs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnStage(this, 'HttpStage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: 5_000,
        throttlingBurstLimit: 5_000,
        detailedMetricsEnabled: true,
      },
      accessLogSettings: { destinationArn: logs.logGroupArn, format: accessLogFormat },
    });
    this.watchHttpApi(api.ref);
    return api.ref;
  }

  private addUnknownPaths(): void {
    const handler = new NodeFunction<RefuseUnknownPathEnv>(this, 'RefuseUnknownPath', {
      entry: 'functions/api/refuse-unknown-path.ts',
      environment: {},
      memory: 256,
    });
    new UnknownPaths(this, 'UnknownPaths', { apiId: this.httpApiId, handler });
  }

  private watchHttpApi(apiId: string): void {
    const metric = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiId: apiId },
        period: Duration.minutes(1),
        statistic,
      });
    new RunbookAlarm(this, 'HttpErrors', {
      metric: metric('5xx', 'Sum'),
      threshold: 5,
      periods: 2,
      meaning: 'Requests fail on our side; recorders keep their batches and try again.',
      runbook: 'api-errors',
    });
    new RunbookAlarm(this, 'HttpLatency', {
      metric: metric('Latency', 'p95'),
      threshold: 1_000,
      periods: 5,
      meaning: 'One request in twenty takes a second or longer.',
      runbook: 'api-errors',
    });
  }

  private addPreviewApi(): PreviewDoor {
    const api = new CfnApi(this, 'PreviewApi', {
      name: `${this.stackName}-preview`,
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
    });
    const host = `${api.ref}.execute-api.${this.region}.amazonaws.com`;
    return {
      apiId: api.ref,
      url: `wss://${host}/${previewStage}`,
      endpoint: `https://${host}/${previewStage}`,
    };
  }

  private addBus(): IEventBus {
    const bus = new EventBus(this, 'Bus', { eventBusName: `${this.stackName}-bus` });
    bus.archive('Archive', {
      eventPattern: { account: [this.account] },
      retention: Duration.days(30),
      description: 'Every event for a month, to be replayed after a mistake',
    });
    return bus;
  }
}

export interface PreviewDoor {
  readonly apiId: string;
  /** Where browsers connect. */
  readonly url: string;
  /** Where functions post to open sockets. */
  readonly endpoint: string;
}

/** Stage of the WebSocket API. It is made beside its routes: an API without routes cannot be deployed. */
export const previewStage = 'live';

/** No query and no token: a share link's secret is part of its path, which `routeKey` stands for. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  // Of requests that the authorizer's function let in, and of those that a token alone did.
  tenant: '$context.authorizer.tenantId',
  tokenTenant: '$context.authorizer.claims.tenant_id',
  principal: '$context.authorizer.principalId',
  decision: '$context.authorizer.decision',
});
