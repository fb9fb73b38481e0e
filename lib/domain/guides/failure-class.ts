import type { EndedExecution } from './record-failure.ts';
import type { WorkflowFailure } from './recording.ts';

type FailureClass = WorkflowFailure['class'];

/**
 * Errors by which a guide workflow may end, after whatever retries the state machine has for them. `Lambda.` and
 * `EventBridge.` are what Step Functions puts before the name of a service's own error. What is not named here, such as
 * `Lambda.ResourceNotFoundException`, `EventBridge.AccessDeniedException` or `States.Runtime`, is permanent.
 */
const classes: Readonly<Record<string, FailureClass>> = {
  TransientFault: 'transient',
  ReaderUnavailable: 'transient',
  ReaderBusy: 'transient',
  'Lambda.ServiceException': 'transient',
  'Lambda.AWSLambdaException': 'transient',
  'Lambda.SdkClientException': 'transient',
  'Lambda.ClientExecutionTimeoutException': 'transient',
  'Lambda.TooManyRequestsException': 'transient',
  'EventBridge.InternalException': 'transient',
  'EventBridge.InternalFailure': 'transient',
  'EventBridge.ThrottlingException': 'transient',
  'EventBridge.SdkClientException': 'transient',
  ResourceFault: 'resource',
  'Sandbox.Timedout': 'resource',
  'Runtime.ExitError': 'resource',
  'Lambda.Unknown': 'resource',
  'States.Timeout': 'resource',
  'States.HeartbeatTimeout': 'resource',
};

/** Codes of single events that the bus did not take and that may be sent again, by the API reference of PutEvents. */
export const retryableEntries: ReadonlySet<unknown> = new Set(['InternalFailure', 'ThrottlingException']);

/** By status and error of an execution; `cause` of `EventBridge.FailedEntry` is PutEvents' answer, as JSON. */
export function failureClass(
  status: EndedExecution['status'],
  error: string | undefined,
  cause?: string,
): FailureClass {
  if (status === 'TIMED_OUT') return 'resource';
  if (error === 'EventBridge.FailedEntry') return entryClass(cause);
  return (error !== undefined && Object.hasOwn(classes, error) ? classes[error] : undefined) ?? 'permanent';
}

function entryClass(cause: string | undefined): FailureClass {
  const codes = errorCodes(cause);
  return codes.length > 0 && codes.every((code) => retryableEntries.has(code)) ? 'transient' : 'permanent';
}

function errorCodes(cause = ''): unknown[] {
  try {
    const { Entries = [] } = JSON.parse(cause) as { Entries?: { ErrorCode?: unknown }[] };
    return Entries.flatMap(({ ErrorCode }) => (ErrorCode === undefined ? [] : [ErrorCode]));
  } catch {
    return [];
  }
}
