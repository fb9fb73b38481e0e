import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Progress } from './progress.ts';

test('the checkpoint is the last record before which everything is done, in whatever order that was', () => {
  const order = fc.integer({ min: 1, max: 30 }).chain((count) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, n) => n),
      { minLength: count },
    ),
  );
  fc.assert(
    fc.property(order, (finished) => {
      const progress = new Progress();
      for (const n of finished.keys()) progress.start(String(n));
      const done = new Set<number>();
      let checkpoint = -1;
      for (const n of finished) {
        done.add(n);
        const moved = progress.finish([String(n)]);
        if (moved !== undefined) checkpoint = Number(moved);
        const firstOpen = [...finished.keys()].find((at) => !done.has(at)) ?? finished.length;
        expect(checkpoint).toBe(firstOpen - 1);
        expect(progress.size).toBe(finished.length - firstOpen);
      }
    }),
  );
});
