import { randomUUID } from 'node:crypto';
import type { InvokeResult } from '../service.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionLog } from './function-log.ts';
import type { ReportedError } from './worker.ts';
import { type ThreadOutcome, WorkerThread } from './worker-thread.ts';

export interface PoolOptions {
  readonly definition: FunctionDefinition;
  /** Folder that the bundle is loaded from. */
  readonly directory: string;
  /** Environment of a new worker, with credentials of its own; `forget` once the worker is gone. */
  readonly environment: (worker: { kill(): void }) => WorkerEnvironment;
  readonly workers: number;
  readonly log: FunctionLog;
  /** How long a worker without work is kept. */
  readonly idleMs: number;
}

export interface WorkerEnvironment {
  readonly variables: Record<string, string>;
  readonly forget: () => void;
}

export interface PoolRequest {
  /** The event as JSON text. */
  readonly event: string;
  readonly requestId?: string;
  readonly traceId?: string;
  readonly clientContext?: unknown;
}

/** Credentials of a worker last for twelve hours; it is replaced well before. */
const maximumAge = 6 * 3_600_000;
/** Lambda's limit of a synchronous answer. */
const maximumPayload = 6_291_556;

/** The execution environments of one function: started when needed, one event in flight in each. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #workers = new Set<WorkerThread>();
  readonly #idle: WorkerThread[] = [];
  readonly #waiting: ((worker: WorkerThread | undefined) => void)[] = [];
  readonly #reapers = new Map<WorkerThread, NodeJS.Timeout>();
  #inFlight = 0;
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async invoke(request: PoolRequest): Promise<InvokeResult> {
    const requestId = request.requestId ?? randomUUID();
    const { reservedConcurrency } = this.#options.definition;
    if (reservedConcurrency !== undefined && this.#inFlight >= reservedConcurrency)
      return {
        ok: false,
        requestId,
        functionError: 'Throttled',
        error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' },
      };
    this.#inFlight += 1;
    try {
      return toResult(requestId, await this.#run(requestId, request));
    } finally {
      this.#inFlight -= 1;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const waiting of this.#waiting.splice(0)) waiting(undefined);
    for (const timer of this.#reapers.values()) clearTimeout(timer);
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
    await this.#options.log.close();
  }

  async #run(requestId: string, request: PoolRequest): Promise<ThreadOutcome> {
    const worker = await this.#acquire();
    if (!worker) return stopped(requestId);
    const { log, definition } = this.#options;
    const broken = await worker.ready();
    if (broken) {
      worker.kill();
      log.platform(requestId, { type: 'initFailed', error: broken });
      return { ok: false, error: broken };
    }
    const startedAt = performance.now();
    const outcome = await worker.run(
      {
        requestId,
        event: request.event,
        deadline: Date.now() + definition.timeoutMs,
        traceId: request.traceId ?? newTraceId(),
        clientContext: request.clientContext,
      },
      definition.timeoutMs,
    );
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    log.platform(requestId, { type: 'report', durationMs, ...(!outcome.ok && { error: outcome.error }) });
    this.#release(worker);
    return outcome;
  }

  async #acquire(): Promise<WorkerThread | undefined> {
    if (this.#stopped) return undefined;
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      clearTimeout(this.#reapers.get(idle));
      if (idle.alive) return idle;
    }
    if (this.#workers.size < this.#options.workers) return this.#start();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(worker: WorkerThread): void {
    if (!worker.alive) return;
    if (Date.now() - worker.startedAt > maximumAge) {
      worker.kill('retired');
      return;
    }
    const next = this.#waiting.shift();
    if (next) next(worker);
    else {
      this.#idle.push(worker);
      this.#reapers.set(worker, setTimeout(() => this.#reap(worker), this.#options.idleMs).unref());
    }
  }

  #reap(worker: WorkerThread): void {
    const at = this.#idle.indexOf(worker);
    if (at < 0) return;
    this.#idle.splice(at, 1);
    worker.kill('idle');
  }

  #start(): WorkerThread {
    const { definition, directory, environment, log } = this.#options;
    const handle: { worker?: WorkerThread } = {};
    const { variables, forget } = environment({ kill: () => handle.worker?.kill() });
    const worker = new WorkerThread({
      settings: {
        directory,
        handler: definition.handler,
        functionName: definition.name,
        functionArn: definition.arn,
        memoryLimitInMB: String(definition.memoryMegabytes),
        logGroupName: `/aws/lambda/${definition.name}`,
        logStreamName: `local/${randomUUID()}`,
      },
      environment: variables,
      memoryMegabytes: definition.memoryMegabytes,
      onOutput: (requestId, text) => log.output(requestId, text),
      onExit: () => {
        forget();
        this.#gone(worker);
      },
    });
    handle.worker = worker;
    this.#workers.add(worker);
    return worker;
  }

  /** Whoever waits for the place of a dead worker gets a new one. */
  #gone(worker: WorkerThread): void {
    this.#workers.delete(worker);
    clearTimeout(this.#reapers.get(worker));
    this.#reapers.delete(worker);
    if (this.#stopped || this.#workers.size >= this.#options.workers) return;
    const next = this.#waiting.shift();
    if (next) next(this.#start());
  }
}

function toResult(requestId: string, outcome: ThreadOutcome): InvokeResult {
  if (!outcome.ok) return failed(requestId, outcome.error);
  if (Buffer.byteLength(outcome.payload) > maximumPayload)
    return failed(requestId, {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${maximumPayload} bytes).`,
      trace: [],
    });
  return { ok: true, requestId, payload: JSON.parse(outcome.payload) };
}

function failed(requestId: string, { errorType, errorMessage, trace }: ReportedError): InvokeResult {
  return {
    ok: false,
    requestId,
    functionError: 'Unhandled',
    error: { errorType, errorMessage, ...(trace.length > 0 && { trace }) },
  };
}

const stopped = (requestId: string): ThreadOutcome => ({
  ok: false,
  error: {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: the local cloud is stopping`,
    trace: [],
  },
});

/** Unsampled: there is no X-Ray here to receive segments. */
function newTraceId(): string {
  const id = randomUUID().replaceAll('-', '') + randomUUID().replaceAll('-', '');
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${id.slice(0, 24)};Parent=${id.slice(24, 40)};Sampled=0`;
}
