import { generateKeyPairSync } from 'node:crypto';
import type { Declaration } from './harness.ts';
import { functionRole, lambdaFunction } from './harness.ts';

/** `{ Ref }` and `{ Fn::GetAtt }`, short. */
export const ref = (logicalId: string) => ({ Ref: logicalId });
export const att = (logicalId: string, attribute: string) => ({ 'Fn::GetAtt': [logicalId, attribute] });

/** Source of a function whose handler has this body. */
export const handler = (body: string) => `export const handler = async (event, context) => { ${body} };`;

/** A role that a service takes on. */
export function serviceRole(service: string, ...statements: Record<string, unknown>[]): Declaration {
  const role = functionRole(...statements);
  return {
    ...role,
    Properties: {
      ...role.Properties,
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
      },
    },
  };
}

/** A function with its permission for a service: `<id>` and `<id>Permission`. */
export function invocable(
  id: string,
  service: string,
  properties: Record<string, unknown> = {},
): Record<string, Declaration> {
  return {
    [id]: lambdaFunction(id, 'Role', { FunctionName: id, ...properties }),
    [`${id}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: ref(id), Principal: service },
    },
  };
}

/** An API integration with a function: `<id>Integration`. */
export function integration(
  id: string,
  properties: Record<string, unknown> = {},
): Record<string, Declaration> {
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('Api'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: att(id, 'Arn'),
        PayloadFormatVersion: '2.0',
        ...properties,
      },
    },
  };
}

export function route(key: string, target: string, properties: Record<string, unknown> = {}): Declaration {
  return {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('Api'),
      RouteKey: key,
      Target: { 'Fn::Join': ['', ['integrations/', ref(`${target}Integration`)]] },
      ...properties,
    },
  };
}

/** Calls until it gives something, for what happens in the background. */
export async function eventually<T>(read: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const started = Date.now(); Date.now() - started < 10_000; ) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('It did not happen within ten seconds');
}

/** A pair with which cookies and addresses of the edge are signed, in PEM. */
export const signingPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** Has the edge sign what it asks of a bucket. */
export const originAccess: Declaration = {
  Type: 'AWS::CloudFront::OriginAccessControl',
  Properties: {
    OriginAccessControlConfig: {
      Name: 'access',
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    },
  },
};
