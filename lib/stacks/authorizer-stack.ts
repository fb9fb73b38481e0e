import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { accessToken } from '../constructs/access-token.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';

export interface AuthorizerStackProps extends ProductStackProps {
  readonly api: ApiStack;
}

/**
 * Checks access tokens at the front door. A stack of its own, after Identity: API Gateway reads the issuer's
 * discovery document while it makes the authorizer, and by then the routes must be live, not only made.
 */
export class AuthorizerStack extends ProductStack {
  readonly authorizerId: string;

  constructor(scope: Construct, id: string, { api, ...props }: AuthorizerStackProps) {
    super(scope, id, props);
    const authorizer = new CfnAuthorizer(this, 'AccessToken', {
      apiId: api.httpApiId,
      name: 'access-token',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: api.httpUrl, audience: [accessToken.audience] },
    });
    this.authorizerId = authorizer.ref;
  }
}
