/**
 * What runs inside a function's worker thread: Lambda's runtime for Node.js 24. It imports nothing of
 * this project at run time, so that a start costs little more than the function's own bundle.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread is told when it starts. */
export interface WorkerSettings {
  readonly directory: string;
  /** `file.export`, as the template has it. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

export interface Invocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly traceId: string;
  readonly clientContext?: unknown;
}

export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: string[];
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-error'; readonly error: ReportedError }
  | { readonly kind: 'result'; readonly requestId: string; readonly payload: string }
  | {
      readonly kind: 'error';
      readonly requestId: string;
      readonly error: ReportedError;
      readonly fatal: boolean;
    }
  | { readonly kind: 'output'; readonly requestId: string | undefined; readonly text: string };

type Handler = (event: unknown, context: unknown) => unknown;

const settings = workerData as WorkerSettings;
let current: string | undefined;

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

class RuntimeFault extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

for (const stream of [process.stdout, process.stderr])
  stream.write = (chunk: string | Uint8Array) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    post({ kind: 'output', requestId: current, text });
    return true;
  };

function report(error: unknown): ReportedError {
  if (error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)) {
    const { name, message, stack } = error as Error;
    return { errorType: name || 'Error', errorMessage: message, trace: stack?.split('\n') ?? [] };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/** Outside of the handler's own promise: the environment cannot be trusted any longer. */
function fatal(error: ReportedError): void {
  if (current !== undefined) post({ kind: 'error', requestId: current, error, fatal: true });
  else post({ kind: 'init-error', error });
}

process.on('uncaughtException', (error) => fatal(report(error)));
process.on('unhandledRejection', (reason) => {
  const { errorMessage, trace } = report(reason);
  const text = reason instanceof Error ? String(reason) : errorMessage;
  fatal({ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: text, trace });
});

async function loadHandler(): Promise<Handler> {
  const dot = settings.handler.lastIndexOf('.');
  const module = settings.handler.slice(0, dot);
  const path = ['.js', '.mjs', '.cjs'].map((end) => join(settings.directory, module + end)).find(existsSync);
  if (path === undefined)
    throw new RuntimeFault('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded: Record<string, unknown> = await import(pathToFileURL(path).href);
  const name = settings.handler.slice(dot + 1);
  const exported = loaded[name] ?? (loaded.default as Record<string, unknown> | undefined)?.[name];
  if (typeof exported !== 'function')
    throw new RuntimeFault('Runtime.HandlerNotFound', `${settings.handler} is undefined or not exported`);
  if (exported.length >= 3)
    throw new RuntimeFault(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  return exported as Handler;
}

function contextOf({ requestId, deadline, clientContext }: Invocation): unknown {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: settings.functionName,
    memoryLimitInMB: settings.memoryLimitInMB,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
    clientContext,
    identity: undefined,
    invokedFunctionArn: settings.functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function run(handler: Handler, invocation: Invocation): Promise<void> {
  const { requestId } = invocation;
  current = requestId;
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    post({ kind: 'result', requestId, payload: stringify(result) });
  } catch (error) {
    post({ kind: 'error', requestId, error: report(error), fatal: false });
  } finally {
    if (current === requestId) current = undefined;
  }
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new RuntimeFault('Runtime.MarshalError', 'Unable to stringify response body');
  }
}

try {
  const handler = await loadHandler();
  parentPort?.on('message', (invocation: Invocation) => void run(handler, invocation));
  post({ kind: 'ready' });
} catch (error) {
  const reported = report(error);
  post({ kind: 'init-error', error: reported });
}
