/** Milliseconds after which it is done in any case: nobody waits longer for a step to appear. */
const latest = 60;

export interface AfterFrame {
  /** Soon, in the order of the calls, but not ahead of the frame that the person waits for. */
  run(job: () => void): void;
  /** Everything that waits, now. */
  flush(): void;
}

/** Puts off what the page's next frame should not wait for; a message to the worker takes half a millisecond. */
export function createAfterFrame(): AfterFrame {
  const jobs: (() => void)[] = [];
  let waiting: number | undefined;
  const flush = () => {
    if (waiting !== undefined) cancelIdleCallback(waiting);
    waiting = undefined;
    for (const job of jobs.splice(0)) job();
  };
  return {
    run(job) {
      jobs.push(job);
      waiting ??= requestIdleCallback(flush, { timeout: latest });
    },
    flush,
  };
}
