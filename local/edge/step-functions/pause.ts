import { Interrupted } from './failure.ts';

/** The longest delay a timer can take, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Waits; rejects with `Interrupted` as soon as the signal fires. */
export async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  const until = Date.now() + seconds * 1000;
  do {
    const left = Math.min(Math.max(0, until - Date.now()), longestTimer);
    await interruptible(new Promise<void>((resolve) => setTimeout(resolve, left)), signal);
  } while (Date.now() < until);
}

/** The work's outcome, or `Interrupted` if the signal fires first. The work itself cannot be recalled. */
export async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    throw new Interrupted();
  }
  let stop = () => {};
  const interrupted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Interrupted());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
