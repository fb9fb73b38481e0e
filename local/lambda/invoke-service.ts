import { randomUUID } from 'node:crypto';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from '../service.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { nameInReference } from './function-definition.ts';
import type { FunctionPolicies } from './function-policies.ts';
import type { Functions } from './functions.ts';

const maximumEvent = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

/** The Invoke operation of the Lambda API; every other operation is refused by its path. */
export function createInvokeService(
  functions: Functions,
  asynchronous: AsyncInvocations,
  policies: FunctionPolicies,
): AwsService {
  return {
    names: ['lambda'],
    permissions: (request) => [
      { action: 'lambda:InvokeFunction', resource: functions.arnOf(nameInReference(reference(request))) },
    ],
    policy: (resourceArn) => policies.document(nameInReference(resourceArn)),
    handle: async (request) => {
      const { name } = functions.get(reference(request));
      const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      if (type === 'DryRun') return { status: 204 };
      if (type !== 'RequestResponse' && type !== 'Event')
        throw new AwsError('InvalidParameterValueException', `Unknown invocation type ${type}`, 400);
      const event = eventOf(request, maximumEvent[type]);
      const requestId = randomUUID();
      if (type === 'Event') {
        asynchronous.accept(name, event, requestId);
        return { status: 202, headers: { 'x-amzn-requestid': requestId } };
      }
      return synchronous(functions, request, name, event, requestId);
    },
    error: ({ code, message, status, extra }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Type: status >= 500 ? 'Server' : 'User', ...extra, Message: message, message }),
    }),
  };
}

async function synchronous(
  functions: Functions,
  { headers }: AwsRequest,
  name: string,
  event: string,
  requestId: string,
): Promise<AwsResponse> {
  const traceId = headers['x-amzn-trace-id'];
  const clientContext = headers['x-amz-client-context'];
  const result = await functions.invoke(name, {
    event,
    requestId,
    ...(traceId !== undefined && { traceId }),
    ...(clientContext !== undefined && {
      clientContext: JSON.parse(Buffer.from(clientContext, 'base64').toString()),
    }),
  });
  if (!result.ok && result.functionError === 'Throttled')
    throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': '$LATEST',
      ...(!result.ok && { 'x-amz-function-error': result.functionError }),
    },
    body: JSON.stringify(result.ok ? result.payload : result.error),
  };
}

function reference({ method, path }: AwsRequest): string {
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1];
  if (name === undefined || method !== 'POST')
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud does not support the operation lambda ${method} ${path}`,
      404,
    );
  return name;
}

function eventOf({ body }: AwsRequest, maximum: number): string {
  if (body.length > maximum)
    throw new AwsError(
      'RequestEntityTooLargeException',
      `${body.length} byte payload is too large for the RequestResponse invocation type (limit ${maximum} bytes)`,
      413,
    );
  if (body.length === 0) return '{}';
  const text = body.toString();
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${error instanceof Error ? error.message : ''}`,
      400,
    );
  }
}
