import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Admission } from '../../lib/contracts/identity/caller.ts';

/** An admission as the authorizer gives it, of an owner. */
export const admitted = {
  decision: 'allow',
  tenantId: 'tnt_1',
  principalId: 'usr_1',
  kind: 'user',
  role: 'owner',
} satisfies Admission;

type Told = Partial<APIGatewayProxyEventV2> & { method?: string; admission?: Admission | null };

/** A request as the HTTP API hands it to a function (payload format 2.0), of an admitted user unless told. */
export function httpEvent({
  body,
  method = 'POST',
  admission = admitted,
  ...more
}: Told = {}): APIGatewayProxyEventV2 {
  const requestContext = {
    accountId: '1',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: {
      method,
      path: more.rawPath ?? '/',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'test',
    },
    requestId: 'request-1',
    routeKey: 'POST /',
    stage: '$default',
    time: '',
    timeEpoch: 0,
    authorizer: admission === null ? undefined : { lambda: admission },
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
