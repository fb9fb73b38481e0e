import type { Acknowledgement, PageAction, SingleMessage } from '../messages.ts';

export interface Delivery {
  action(action: PageAction): void;
  /** Resolves when everything handed over so far is acknowledged. */
  settled(): Promise<void>;
  /** The page is going away: what waits is sent now, without waiting for the one before. */
  hurry(): void;
}

interface Waiting {
  readonly id: string;
  readonly action: PageAction;
}

/** Milliseconds. A worker that starts takes about 150; one that is killed answers never. */
const patience = 4_000;
const pauses = [100, 250, 500, 1_000, 2_000];

export type Send = (message: SingleMessage) => Promise<unknown>;

/**
 * Hands actions to the worker in order, each kept here until the worker says that it is on disk. A repeated
 * one carries the same id, so that it is recorded once.
 */
export function createDelivery(send: Send, onRefused: () => void): Delivery {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const attempt = async ({ id, action }: Waiting): Promise<boolean> => {
    const answer = send({ type: 'action', id, action });
    const acknowledgement = await Promise.race([answer, timeOut(patience)]).catch(() => undefined);
    if (!isAcknowledgement(acknowledgement)) return false;
    if (!acknowledgement.ok) onRefused();
    return true;
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (waiting[0]) {
      if (await attempt(waiting[0])) {
        waiting.shift();
        failures = 0;
      } else {
        await timeOut(pauses[Math.min(failures, pauses.length - 1)] ?? 0);
        failures += 1;
      }
    }
  };

  return {
    action(action) {
      waiting.push({ id: crypto.randomUUID(), action });
      running ??= run().finally(() => {
        running = undefined;
      });
    },
    async settled() {
      await running;
    },
    hurry() {
      for (const { id, action } of waiting.slice(1))
        void send({ type: 'action', id, action }).catch(() => undefined);
    },
  };
}

const timeOut = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

function isAcknowledgement(answer: unknown): answer is Acknowledgement {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
