import { Worker } from 'node:worker_threads';
import type { Invocation, ReportedError, WorkerMessage, WorkerSettings } from './worker.ts';

const workerFile = new URL('./worker.ts', import.meta.url);

export interface ThreadOptions {
  readonly settings: WorkerSettings;
  readonly environment: Record<string, string>;
  readonly memoryMegabytes: number;
  readonly onOutput: (requestId: string | undefined, text: string) => void;
  /** The thread is gone, for whatever reason. */
  readonly onExit: () => void;
}

export type ThreadOutcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: ReportedError };

/** Milliseconds for loading the bundle; Lambda gives 10 s on a machine of its own. */
const initTimeout = 60_000;

/** One execution environment: a worker thread with one event in flight. */
export class WorkerThread {
  readonly startedAt = Date.now();
  readonly #worker: Worker;
  readonly #ready: Promise<ReportedError | undefined>;
  #running: { requestId: string; finish: (outcome: ThreadOutcome) => void } | undefined;
  #killedBecause: string | undefined;
  #alive = true;

  constructor({ settings, environment, memoryMegabytes, onOutput, onExit }: ThreadOptions) {
    this.#worker = new Worker(workerFile, {
      env: environment,
      workerData: settings,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    });
    this.#ready = new Promise((resolve) => {
      const timer = setTimeout(
        () => resolve(fault('Sandbox.Timedout', 'The function did not initialize in time')),
        initTimeout,
      );
      const settle = (error?: ReportedError) => {
        clearTimeout(timer);
        resolve(error);
      };
      this.#worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'ready') settle();
        else if (message.kind === 'init-error') settle(message.error);
        else if (message.kind === 'output') onOutput(message.requestId, message.text);
        else this.#answered(message);
      });
      this.#worker.on('error', (error) => {
        this.#killedBecause ??= outOfMemory(error) ? 'signal: killed' : 'exit status 1';
      });
      this.#worker.on('exit', (code) => {
        this.#alive = false;
        const reason = this.#killedBecause ?? (code === 0 ? undefined : `exit status ${code}`);
        settle(fault('Runtime.ExitError', exitMessage('init', reason)));
        this.#running?.finish({
          ok: false,
          error: fault('Runtime.ExitError', exitMessage(this.#running.requestId, reason)),
        });
        onExit();
      });
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Resolves with the error that loading the bundle ended in, if any. */
  ready(): Promise<ReportedError | undefined> {
    return this.#ready;
  }

  run(invocation: Invocation, timeoutMs: number): Promise<ThreadOutcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const { requestId } = invocation;
        const seconds = (timeoutMs / 1000).toFixed(2);
        this.#running?.finish({
          ok: false,
          error: fault(
            'Sandbox.Timedout',
            `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
          ),
        });
        this.kill('timeout');
      }, timeoutMs);
      this.#running = {
        requestId: invocation.requestId,
        finish: (outcome) => {
          clearTimeout(timer);
          this.#running = undefined;
          resolve(outcome);
        },
      };
      if (this.#alive) this.#worker.postMessage(invocation);
      else
        this.#running.finish({
          ok: false,
          error: fault('Runtime.ExitError', exitMessage(invocation.requestId, undefined)),
        });
    });
  }

  kill(because = 'signal: killed'): void {
    this.#alive = false;
    this.#killedBecause ??= because;
    void this.#worker.terminate();
  }

  async stop(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  #answered(message: Extract<WorkerMessage, { requestId: string; kind: 'result' | 'error' }>): void {
    if (message.requestId !== this.#running?.requestId) return;
    this.#running.finish(
      message.kind === 'result'
        ? { ok: true, payload: message.payload }
        : { ok: false, error: message.error },
    );
    if (message.kind === 'error' && message.fatal) this.kill('exit status 1');
  }
}

const fault = (errorType: string, errorMessage: string): ReportedError => ({
  errorType,
  errorMessage,
  trace: [],
});

function exitMessage(requestId: string, reason: string | undefined): string {
  const what =
    reason === undefined
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: ${reason}`;
  return `RequestId: ${requestId} Error: ${what}`;
}

const outOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
