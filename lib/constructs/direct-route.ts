import { CfnIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AlarmedQueue } from './alarmed-queue.ts';
import type { AlarmedStream } from './alarmed-stream.ts';
import { allow, allowStorageKey } from './grants.ts';
import type { Access, Method } from './http-route.ts';
import { addRoute } from './http-route.ts';

interface DirectRouteProps {
  readonly apiId: string;
  readonly method: Method;
  readonly path: string;
  readonly access: Access;
}

export interface StreamRouteProps extends DirectRouteProps {
  readonly stream: AlarmedStream;
  /** API Gateway mapping expressions, such as `$request.body.data` (base64 text) and `$request.path.id`. */
  readonly data: string;
  readonly partitionKey: string;
}

/** A route that writes to a stream with no function between: one record for each request. */
export class StreamRoute extends Construct {
  constructor(scope: Construct, id: string, { stream, data, partitionKey, ...route }: StreamRouteProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    allow(role, { actions: ['kinesis:PutRecord'], resources: [stream.stream.streamArn] });
    allowStorageKey(role, stream.key, 'kinesis', ['kms:GenerateDataKey']);
    const integration = new CfnIntegration(this, 'Integration', {
      apiId: route.apiId,
      integrationType: 'AWS_PROXY',
      integrationSubtype: 'Kinesis-PutRecord',
      credentialsArn: role.roleArn,
      payloadFormatVersion: '1.0',
      requestParameters: { StreamName: stream.stream.streamName, Data: data, PartitionKey: partitionKey },
    });
    // The first request must not come before the role may write.
    integration.node.addDependency(role);
    addRoute(this, { ...route, integration });
  }
}

export interface QueueRouteProps extends DirectRouteProps {
  readonly queue: AlarmedQueue;
  /** API Gateway mapping expression of the message's text. */
  readonly body: string;
}

/** A route that sends to a queue with no function between: one message for each request. */
export class QueueRoute extends Construct {
  constructor(scope: Construct, id: string, { queue, body, ...route }: QueueRouteProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    allow(role, { actions: ['sqs:SendMessage'], resources: [queue.queue.queueArn] });
    const integration = new CfnIntegration(this, 'Integration', {
      apiId: route.apiId,
      integrationType: 'AWS_PROXY',
      integrationSubtype: 'SQS-SendMessage',
      credentialsArn: role.roleArn,
      payloadFormatVersion: '1.0',
      requestParameters: { QueueUrl: queue.queue.queueUrl, MessageBody: body },
    });
    integration.node.addDependency(role);
    addRoute(this, { ...route, integration });
  }
}
