import { expect, test, vi } from 'vitest';
import type { PageAction, SingleMessage } from '../messages.ts';
import { createDelivery } from './deliver.ts';

const action = (at: number): PageAction => ({
  at,
  page: { url: 'https://example.org/', title: '' },
  detail: { kind: 'double-click' },
});

test('an action is repeated under the same id until the worker says that it is on disk', async () => {
  vi.useFakeTimers();
  try {
    const seen: string[] = [];
    let failures = 3;
    const send = async (message: SingleMessage) => {
      if (message.type === 'action') seen.push(message.id);
      failures -= 1;
      if (failures >= 0) throw new Error('The message port closed');
      return { ok: true, index: 0 };
    };
    const delivery = createDelivery(send, () => undefined);
    delivery.action(action(1));
    const settled = delivery.settled();
    await vi.runAllTimersAsync();
    await settled;
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test('later actions wait for the ones before, so that a retry cannot overtake', async () => {
  vi.useFakeTimers();
  try {
    const order: number[] = [];
    let first = true;
    const send = async (message: SingleMessage) => {
      if (message.type !== 'action') return undefined;
      if (first) {
        first = false;
        return undefined;
      }
      order.push(message.action.at);
      return { ok: true, index: order.length };
    };
    const delivery = createDelivery(send, () => undefined);
    delivery.action(action(1));
    delivery.action(action(2));
    const settled = delivery.settled();
    await vi.runAllTimersAsync();
    await settled;
    expect(order).toEqual([1, 2]);
  } finally {
    vi.useRealTimers();
  }
});
