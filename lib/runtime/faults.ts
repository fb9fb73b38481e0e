/** How a failure is to be met: wait and try again, do not, or try with care. */
export type FaultClass = 'transient' | 'permanent' | 'resource';

/** Something that is likely to pass: a throttle, a time-out, a service in trouble. Worth another try as it is. */
export class TransientFault extends Error {
  override readonly name = 'TransientFault';
}

/** Something that another try cannot change: bad input, a missing grant, a defect. */
export class PermanentFault extends Error {
  override readonly name = 'PermanentFault';
}

/** Too little memory, time or space for this input: another try may do, a third hardly. */
export class ResourceFault extends Error {
  override readonly name = 'ResourceFault';
}

const transientNames = new Set([
  'AbortError',
  'DatabaseResumingException',
  'DatabaseUnavailableException',
  'InternalServerError',
  'InternalServiceError',
  'KMSInternalException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'StatementTimeoutException',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
]);
const resourceCodes = new Set(['ENOMEM', 'ENOSPC', 'EMFILE', 'ERR_WORKER_OUT_OF_MEMORY']);

interface SdkError {
  readonly code?: unknown;
  readonly $retryable?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Which of the three classes an error of any origin belongs to; what cannot be told is permanent. Libraries wrap what
 * services answer (drizzle, fetch): an error that tells nothing itself is judged by its cause.
 */
export function faultClass(error: unknown): FaultClass {
  if (error instanceof TransientFault) return 'transient';
  if (error instanceof ResourceFault) return 'resource';
  if (error instanceof PermanentFault) return 'permanent';
  if (!(error instanceof Error)) return 'permanent';
  const { code, $retryable, $metadata } = error as Error & SdkError;
  if (typeof code === 'string' && resourceCodes.has(code)) return 'resource';
  const status = $metadata?.httpStatusCode ?? 0;
  const transient =
    $retryable !== undefined ||
    transientNames.has(error.name) ||
    (typeof code === 'string' && networkCodes.has(code)) ||
    status === 429 ||
    status >= 500;
  if (transient) return 'transient';
  return error.cause instanceof Error ? faultClass(error.cause) : 'permanent';
}

const faults = { transient: TransientFault, permanent: PermanentFault, resource: ResourceFault };

/** A workflow passes on the messages of 500 lost pictures within 256 KiB; the log has the whole error. */
const messageLength = 200;

/**
 * The same error as one of the three faults, which a state machine's `ErrorEquals` matches by name. Its message gets
 * into the log of the Lambda runtime and the history of the execution.
 */
export function asFault(error: unknown): Error {
  if (Object.values(faults).some((fault) => error instanceof fault)) return error as Error;
  const message = (error instanceof Error ? describe(error) : typeof error).slice(0, messageLength);
  return new faults[faultClass(error)](message, { cause: error });
}

/** Parsers, services and query builders quote what they were given, which is content: of theirs only the name is told. */
function describe(error: Error): string {
  const quotes = error instanceof SyntaxError || '$metadata' in error || 'params' in error;
  if (!quotes) return `${error.name}: ${error.message}`;
  return error.cause instanceof Error ? `${error.name} over ${error.cause.name}` : error.name;
}
