import { afterEach, expect, test, vi } from 'vitest';
import { createAfterFrame } from './after-frame.ts';

afterEach(() => vi.unstubAllGlobals());

/** The browser's idle time, which comes when the test says so. */
function idleTime() {
  const callbacks: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => callbacks.push(callback));
  vi.stubGlobal('cancelIdleCallback', (id: number) => callbacks.splice(id - 1, 1));
  const come = () => {
    for (const callback of callbacks.splice(0)) callback();
  };
  return { callbacks, come };
}

test('jobs run in idle time in the order of the calls, and what can wait for the next one ahead of it', () => {
  const idle = idleTime();
  const afterFrame = createAfterFrame();
  const done: string[] = [];
  afterFrame.withNext(() => done.push('moment'));
  expect(idle.callbacks).toHaveLength(0);
  afterFrame.run(() => done.push('action'));
  afterFrame.run(() => done.push('change'));
  expect(done).toEqual([]);
  expect(idle.callbacks).toHaveLength(1);
  idle.come();
  expect(done).toEqual(['moment', 'action', 'change']);
});

test('what comes of a job is done before the jobs after it, also when the page goes away', () => {
  const idle = idleTime();
  const afterFrame = createAfterFrame();
  const done: string[] = [];
  afterFrame.run(() => afterFrame.run(() => done.push('click')));
  afterFrame.run(() => done.push('double-click'));
  afterFrame.flush();
  expect(done).toEqual(['click', 'double-click']);
  expect(idle.callbacks).toHaveLength(0);
});

test('a job that fails is reported and costs no other', () => {
  idleTime();
  const reported: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
  const afterFrame = createAfterFrame();
  const done: string[] = [];
  const failure = new Error('no page');
  afterFrame.run(() => {
    throw failure;
  });
  afterFrame.run(() => done.push('action'));
  afterFrame.flush();
  expect(done).toEqual(['action']);
  expect(reported).toEqual([failure]);
});
