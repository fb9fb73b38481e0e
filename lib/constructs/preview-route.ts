import { Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Action } from '../contracts/identity/action.ts';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import type { Grantee } from './grants.ts';
import { allow } from './grants.ts';
import { invocationArn } from './node-function.ts';

export interface PreviewRouteProps {
  readonly apiId: string;
  readonly routeKey: '$connect' | '$disconnect';
  readonly handler: { readonly function: IFunction };
  /** What was decided about before: a browser cannot send headers with a socket, so that nothing can be decided here. */
  readonly restsOn: Action;
}

/** A route of the WebSocket API that a function answers. */
export class PreviewRoute extends Construct {
  readonly route: CfnRoute;

  constructor(scope: Construct, id: string, { apiId, routeKey, handler, restsOn }: PreviewRouteProps) {
    super(scope, id);
    const integration = new CfnIntegration(this, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: invocationArn(this, handler.function),
    });
    this.route = new CfnRoute(this, 'Route', {
      apiId,
      routeKey,
      authorizationType: 'NONE',
      operationName: restsOn,
      target: `integrations/${integration.ref}`,
    });
    acknowledge(
      this.route,
      'APIG4',
      `A browser cannot send headers with a socket: the handler of $connect takes a one-time ticket, which the action ${restsOn} gives, and $disconnect has nobody to ask.`,
    );
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: handler.function.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: `${apiId}/*/${routeKey}` }),
    });
  }
}

/** May post to the sockets that are open on the WebSocket API's stage, and close them. */
export function allowPreviewing(grantee: Grantee, apiId: string, stageName: string): void {
  const sockets = Stack.of(grantee).formatArn({
    service: 'execute-api',
    resource: `${apiId}/${stageName}/*/@connections/*`,
  });
  allow(grantee, { actions: ['execute-api:ManageConnections'], resources: [sockets] });
  acknowledgeWildcard(
    grantee,
    sockets,
    'Sockets come and go; whose they are stands in the connection table.',
  );
}
