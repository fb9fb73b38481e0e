/** Milliseconds after which it is done in any case: nobody waits longer for a step to appear. */
const latest = 60;

export interface AfterFrame {
  /** Soon, in the order of the calls, but not ahead of the frame that the person waits for. */
  run(job: () => void): void;
  /** Ahead of what is next to run, whenever that is. */
  withNext(job: () => void): void;
  /** Everything that waits, now. */
  flush(): void;
}

/** Puts off what the page's next frame should not wait for; a message to the worker takes half a millisecond. */
export function createAfterFrame(): AfterFrame {
  const jobs: (() => void)[] = [];
  let waiting: number | undefined;
  let isFlushing = false;
  const flush = () => {
    if (waiting !== undefined) cancelIdleCallback(waiting);
    waiting = undefined;
    isFlushing = true;
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      try {
        job();
      } catch (error) {
        reportError(error);
      }
    }
    isFlushing = false;
  };
  const withNext = (job: () => void) => {
    // What comes of a job belongs before the jobs after it.
    if (isFlushing) job();
    else jobs.push(job);
  };
  return {
    run(job) {
      withNext(job);
      if (!isFlushing) waiting ??= requestIdleCallback(flush, { timeout: latest });
    },
    withNext,
    flush,
  };
}
