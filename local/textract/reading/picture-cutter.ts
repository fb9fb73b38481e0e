import { Worker } from 'node:worker_threads';
import type { PictureAnswer } from './picture-thread.ts';

type Cut = Exclude<PictureAnswer, { readonly failed: string }>;

type Reason = Extract<PictureAnswer, { readonly failed: string }>['failed'];

/** What cannot be decoded, or has too many pixels on a side. */
export class UnreadablePicture extends Error {
  override readonly name = 'UnreadablePicture';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

export interface PictureCutter {
  cut(bytes: Uint8Array): Promise<Cut>;
  stop(): Promise<void>;
}

/** The picture thread, from outside; it starts with the first picture. */
export function pictureCutter(): PictureCutter {
  const waiting = new Map<number, { resolve: (cut: Cut) => void; reject: (error: Error) => void }>();
  let thread: Worker | undefined;
  let jobs = 0;

  const start = (): Worker => {
    const started = new Worker(new URL('./picture-thread.ts', import.meta.url));
    started.unref();
    started.on('message', (answer: PictureAnswer) => {
      const job = waiting.get(answer.job);
      waiting.delete(answer.job);
      if ('failed' in answer) job?.reject(new UnreadablePicture(answer.failed));
      else job?.resolve(answer);
    });
    const gone = (error?: Error) => {
      if (thread === started) thread = undefined;
      for (const { reject } of waiting.values()) reject(error ?? new Error('The picture thread ended'));
      waiting.clear();
    };
    started.on('error', gone);
    started.on('exit', () => gone());
    return started;
  };
  return {
    cut: (bytes) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        jobs += 1;
        waiting.set(jobs, { resolve, reject });
        thread.postMessage({ job: jobs, bytes });
      }),
    stop: async () => {
      await thread?.terminate();
    },
  };
}
