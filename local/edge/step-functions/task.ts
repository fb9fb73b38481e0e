import type { AwsResponse, LocalContext } from '../../service.ts';
import { StateFailure } from './failure.ts';
import type { History } from './history.ts';
import { taskResource } from './task-resource.ts';

/** Runs a Task state's resource under the state machine's role. */
export async function runTask(
  context: LocalContext,
  roleArn: string,
  resource: string,
  input: unknown,
  history: History,
): Promise<unknown> {
  const task = taskResource(resource);
  switch (task.kind) {
    case 'function':
      return await history.lambdaFunction(resource, input, async () => {
        const { payload } = await invoke(context, roleArn, task.functionArn, input);
        return payload;
      });
    case 'lambda:invoke':
      return await history.task('lambda', 'invoke', input, () =>
        invokeWithParameters(context, roleArn, input),
      );
    case 'events:putEvents':
      return await history.task('events', 'putEvents', input, () => putEvents(context, roleArn, input));
  }
}

async function invokeWithParameters(
  context: LocalContext,
  roleArn: string,
  input: unknown,
): Promise<unknown> {
  const parameters = (input ?? {}) as Record<string, unknown>;
  const { FunctionName, Payload, InvocationType, ...others } = parameters;
  const unknown = Object.keys(others)[0];
  if (
    unknown ||
    (InvocationType ?? 'RequestResponse') !== 'RequestResponse' ||
    typeof FunctionName !== 'string'
  ) {
    throw new StateFailure(
      'States.Runtime',
      `The local cloud does not support the parameters of ${String(FunctionName)}`,
    );
  }
  const { payload, requestId } = await invoke(context, roleArn, FunctionName, Payload ?? {});
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

async function invoke(
  context: LocalContext,
  roleArn: string,
  functionArn: string,
  input: unknown,
): Promise<{ readonly payload: unknown; readonly requestId: string }> {
  const response = await context.call(roleArn, {
    service: 'lambda',
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = response.body?.toString() ?? '';
  if (response.status >= 300) throw serviceFailure('Lambda', response, body);
  if (response.headers?.['x-amz-function-error'] !== undefined) throw functionFailure(body);
  const requestId = response.headers?.['x-amzn-requestid'] ?? '';
  return { payload: body === '' ? null : JSON.parse(body), requestId };
}

/** The function's own error: its `errorType` is the name, the whole error document the cause. */
function functionFailure(body: string): StateFailure {
  try {
    const { errorType } = JSON.parse(body) as { errorType?: unknown };
    return new StateFailure(typeof errorType === 'string' ? errorType : 'Error', body);
  } catch {
    return new StateFailure('Lambda.Unknown', body);
  }
}

async function putEvents(context: LocalContext, roleArn: string, input: unknown): Promise<unknown> {
  const { Entries } = (input ?? {}) as { Entries?: readonly Record<string, unknown>[] };
  // Step Functions takes a detail as JSON and sends it as text.
  const entries = (Entries ?? []).map((entry) => ({
    ...entry,
    Detail: typeof entry.Detail === 'string' ? entry.Detail : JSON.stringify(entry.Detail),
  }));
  const response = await context.call(roleArn, {
    service: 'events',
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries: entries }),
  });
  const body = response.body?.toString() ?? '';
  if (response.status >= 300) throw serviceFailure('EventBridge', response, body);
  const answer = JSON.parse(body) as { FailedEntryCount?: number };
  if ((answer.FailedEntryCount ?? 0) > 0) throw new StateFailure('EventBridge.FailedEntry', body);
  return answer;
}

/** `Lambda.TooManyRequestsException`, `EventBridge.ValidationException` … */
function serviceFailure(service: string, response: AwsResponse, body: string): StateFailure {
  const header = response.headers?.['x-amzn-errortype'];
  const code = header ?? /"(?:__type|Code|code)"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? 'AWSServiceException';
  const name = code.split(':')[0]?.split('#').at(-1) ?? code;
  // Step Functions reports a missing grant of its role as Lambda's general exception.
  const shown = name.startsWith('AccessDenied') ? `AWS${service}Exception` : name;
  const message = /"[mM]essage"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  return new StateFailure(`${service}.${shown}`, message ?? body);
}
