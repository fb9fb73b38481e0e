import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvokeResult, LocalLogEvent } from '../service.ts';
import type { Delivery, Destinations } from './destinations.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** How a function's asynchronous events are retried (`AWS::Lambda::EventInvokeConfig`). */
interface EventInvokeConfig {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeMs: number;
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

interface Pending {
  readonly requestId: string;
  readonly functionName: string;
  readonly event: string;
  readonly enqueuedAt: number;
  readonly attempts: number;
}

export interface AsyncOptions {
  /** Events that are accepted and not yet done are files in here, so that none is lost with the process. */
  readonly directory: string;
  readonly get: (name: string) => FunctionDefinition;
  readonly invoke: (name: string, event: string, requestId: string) => Promise<InvokeResult>;
  readonly destinations: Destinations;
  /** Pauses before the second and the third attempt. Lambda waits one and two minutes. */
  readonly retryDelaysMs: readonly [number, number];
  readonly log: (event: LocalLogEvent) => void;
}

export interface AsyncInvocations {
  configure(functionName: string, config: EventInvokeConfig): void;
  /** Durable once it returns. */
  accept(functionName: string, event: string, requestId: string): void;
  /** Takes up what an earlier process left. */
  resume(): void;
  stop(): Promise<void>;
}

const standard: EventInvokeConfig = { maximumRetryAttempts: 2, maximumEventAgeMs: 6 * 3_600_000 };
/** How soon a throttled event is tried again; throttles do not count as attempts. */
const throttledDelayMs = 250;

export function createAsyncInvocations(options: AsyncOptions): AsyncInvocations {
  const { directory, get, invoke, destinations, retryDelaysMs, log } = options;
  const configs = new Map<string, EventInvokeConfig>();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopped = false;
  const fileOf = ({ requestId }: Pending) => join(directory, `${requestId}.json`);
  const save = (pending: Pending) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${fileOf(pending)}.new`, JSON.stringify(pending));
    renameSync(`${fileOf(pending)}.new`, fileOf(pending));
  };

  const later = (pending: Pending, delay: number) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      const attempt = tryOnce(pending).catch((error: unknown) =>
        log({
          level: 'error',
          part: 'lambda',
          message: `An asynchronous event of ${pending.functionName} failed: ${String(error)}`,
        }),
      );
      running.add(attempt);
      void attempt.finally(() => running.delete(attempt));
    }, delay);
    timers.add(timer);
  };

  const tryOnce = async (pending: Pending): Promise<void> => {
    const { functionName, event, requestId } = pending;
    const config = configs.get(functionName) ?? standard;
    const result = await invoke(functionName, event, requestId);
    if (stopped && !result.ok) return;
    if (!result.ok && result.functionError === 'Throttled' && !tooOld(pending, config)) {
      later(pending, throttledDelayMs);
      return;
    }
    const tried = { ...pending, attempts: pending.attempts + 1 };
    const again = !result.ok && tried.attempts <= config.maximumRetryAttempts && !tooOld(pending, config);
    if (again) {
      save(tried);
      later(tried, retryDelaysMs[tried.attempts - 1] ?? retryDelaysMs[1]);
      return;
    }
    await deliver(tried, result, config);
    rmSync(fileOf(pending), { force: true });
  };

  const deliver = async (
    pending: Pending,
    result: InvokeResult,
    config: EventInvokeConfig,
  ): Promise<void> => {
    const definition = get(pending.functionName);
    const condition = result.ok
      ? 'Success'
      : tooOld(pending, config)
        ? 'EventAgeExceeded'
        : 'RetriesExhausted';
    const delivery: Delivery = {
      definition,
      event: pending.event,
      requestId: pending.requestId,
      attempts: pending.attempts,
      condition,
      result,
    };
    const target = result.ok ? config.onSuccess : config.onFailure;
    if (target !== undefined) await destinations.send(target, delivery);
    if (!result.ok && definition.deadLetterArn !== undefined)
      await destinations.deadLetter(definition.deadLetterArn, delivery);
    if (!result.ok && target === undefined && definition.deadLetterArn === undefined)
      log({
        level: 'error',
        part: 'lambda',
        message: `An asynchronous event of ${pending.functionName} was given up: ${result.error.errorType}`,
        detail: { requestId: pending.requestId, attempts: pending.attempts },
      });
  };

  return {
    configure: (functionName, config) => configs.set(functionName, config),
    accept: (functionName, event, requestId) => {
      const pending: Pending = { requestId, functionName, event, enqueuedAt: Date.now(), attempts: 0 };
      save(pending);
      later(pending, 0);
    },
    resume: () => {
      mkdirSync(directory, { recursive: true });
      for (const file of readdirSync(directory).filter((name) => name.endsWith('.json')))
        later(JSON.parse(readFileSync(join(directory, file), 'utf8')) as Pending, 0);
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

const tooOld = ({ enqueuedAt }: Pending, { maximumEventAgeMs }: EventInvokeConfig) =>
  Date.now() - enqueuedAt > maximumEventAgeMs;
