import { Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** All that API Gateway knows but `OPTIONS`. */
const methods = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/** A greedy variable takes every path but the shortest. */
const paths = ['/', '/{proxy+}'];

export interface UnknownPathsProps {
  readonly apiId: string;
  readonly handler: { readonly function: IFunction };
}

/**
 * Whatever no other route of the HTTP API takes. Neither `$default` nor `ANY`: those take preflights as well, which API
 * Gateway answers by itself only where no route does.
 */
export class UnknownPaths extends Construct {
  constructor(scope: Construct, id: string, { apiId, handler }: UnknownPathsProps) {
    super(scope, id);
    const integration = new CfnIntegration(this, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.function.functionArn,
      payloadFormatVersion: '2.0',
    });
    for (const method of methods) {
      for (const path of paths) {
        const route = new CfnRoute(this, `${method} ${path === '/' ? 'root' : 'others'}`, {
          apiId,
          routeKey: `${method} ${path}`,
          target: `integrations/${integration.ref}`,
          authorizationType: 'NONE',
        });
        acknowledge(route, 'APIG4', 'There is nothing behind it, which anybody may know.');
      }
      new CfnPermission(this, `${method} permission`, {
        action: 'lambda:InvokeFunction',
        functionName: handler.function.functionArn,
        principal: 'apigateway.amazonaws.com',
        sourceArn: Stack.of(this).formatArn({
          service: 'execute-api',
          resource: `${apiId}/*/${method}/*`,
        }),
      });
    }
  }
}
