import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** A request as the HTTP API hands it to a function (payload format 2.0), by a signed-in user unless told. */
export function httpEvent({
  body,
  claims = { sub: 'usr_1', tenant_id: 'tnt_1', scope: 'guides' },
  ...more
}: Partial<APIGatewayProxyEventV2> & { claims?: unknown } = {}): APIGatewayProxyEventV2 {
  const requestContext = {
    accountId: '1',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'request-1',
    routeKey: 'POST /',
    stage: '$default',
    time: '',
    timeEpoch: 0,
    authorizer: claims === null ? undefined : { jwt: { claims, scopes: ['guides'] } },
  };
  return {
    version: '2.0',
    routeKey: 'POST /',
    rawPath: '/',
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext,
    ...(body === undefined ? {} : { body }),
    ...more,
  };
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'fn',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:1:function:fn',
  memoryLimitInMB: '128',
  awsRequestId: 'invocation-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
