import { expect, test } from 'vitest';
import { ordersFor, type RulesForFrames } from './frame-orders.ts';

const policy = (locked: boolean): RulesForFrames => ({
  rules: { locked },
  version: '7',
  mayRecord: (address) => address !== 'https://bank.example/',
});
const recording = { phase: 'recording', keepTyped: true } as const;
const orders = (page: string, frames: readonly string[], locked = false) =>
  ordersFor(recording, policy(locked), { page, frames });

test('a frame is recorded where neither its page, nor itself, nor what is around it is blocked', () => {
  const [shop, bank] = ['https://shop.example/', 'https://bank.example/'];
  expect(orders(shop, [shop])).toEqual({ recording: true, keepTyped: true, rules: '7' });
  expect(orders(shop, [bank, shop]).recording).toBe(false);
  expect(orders(bank, [shop]).recording).toBe(false);
  expect(orders(shop, ['https://help.example/', bank, shop]).recording).toBe(false);
});

test('what is typed is kept where the person wants it and the company lets them', () => {
  expect(orders('', [''], true)).toEqual({ recording: true, keepTyped: false, rules: '7' });
  expect(ordersFor(undefined, policy(false), { page: '', frames: [] })).toMatchObject({ recording: false });
});
