import { Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { accessToken } from './access-token.ts';
import { acknowledge } from './acknowledge.ts';
import { requireOperation } from './declared-operation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Who may come in: whom an authorizer lets, or anybody, for a reason. */
export type Access = Authorizer | { readonly openBecause: string };

export interface Authorizer {
  readonly authorizerId: string;
  /** A function of ours that decides about the action, or API Gateway itself, which checks the token and its scope. */
  readonly kind: 'function' | 'token';
}

export interface HttpRouteProps {
  readonly apiId: string;
  readonly method: Method;
  /** Path parameters in braces: `/v1/recordings/{id}`. */
  readonly path: string;
  readonly access: Access;
  readonly handler: { readonly function: IFunction };
}

/**
 * A route of the HTTP API that a function answers. It belongs to the stack that makes it: routes added through
 * the API's own object would make the API's stack depend on every context.
 */
export class HttpRoute extends Construct {
  readonly route: CfnRoute;

  constructor(scope: Construct, id: string, { apiId, method, path, access, handler }: HttpRouteProps) {
    super(scope, id);
    const integration = new CfnIntegration(this, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.function.functionArn,
      payloadFormatVersion: '2.0',
    });
    this.route = addRoute(this, { apiId, method, path, access, integration });
    const source = `${apiId}/*/${method}${path.replace(/\{[^}]+\}/g, '*')}`;
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: handler.function.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: source }),
    });
  }
}

/** Lets a function answer a route; who may come in is decided by the authorizer's function unless told. */
export type Routes = (
  method: Method,
  path: string,
  handler: HttpRouteProps['handler'] & { readonly node: { readonly id: string } },
  access?: Access,
) => void;

/** Routes of a stack, each named after its function. */
export function routesOf(
  scope: Construct,
  { api, authorizer }: { readonly api: { readonly httpApiId: string }; readonly authorizer: Doorkeepers },
): Routes {
  return (method, path, handler, access = authorizer.decision) => {
    const apiId = api.httpApiId;
    new HttpRoute(scope, `${handler.node.id}Route`, { apiId, method, path, access, handler });
  };
}

/** What AuthorizerStack offers. */
export interface Doorkeepers {
  readonly decision: Authorizer;
  readonly token: Authorizer;
}

export interface RouteTarget {
  readonly apiId: string;
  readonly method: Method;
  readonly path: string;
  readonly access: Access;
  readonly integration: CfnIntegration;
}

export function addRoute(scope: Construct, target: RouteTarget): CfnRoute {
  const { apiId, method, path, access, integration } = target;
  requireOperation(method, path, access);
  const route = new CfnRoute(scope, 'Route', {
    apiId,
    routeKey: `${method} ${path}`,
    target: `integrations/${integration.ref}`,
    ...authorizationOf(access),
  });
  if ('openBecause' in access) acknowledge(route, 'APIG4', access.openBecause);
  return route;
}

function authorizationOf(access: Access) {
  if ('openBecause' in access) return { authorizationType: 'NONE' };
  const { authorizerId, kind } = access;
  return kind === 'function'
    ? { authorizationType: 'CUSTOM', authorizerId }
    : { authorizationType: 'JWT', authorizerId, authorizationScopes: [accessToken.agentScope] };
}
