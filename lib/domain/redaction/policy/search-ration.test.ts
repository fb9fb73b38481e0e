import { expect, test } from 'vitest';
import { searchRation } from './search-ration.ts';

function setting() {
  let time = 0;
  const told: unknown[] = [];
  const ration = searchRation({
    now: () => time,
    most: 1_000,
    share: 0.1,
    onSpent: (texts) => told.push(texts),
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { ration, told, pass };
}

test('what is spent comes back as time goes by, and a rest is kept before it is used again', () => {
  const { ration, pass } = setting();
  ration.spend(1_000);
  expect(ration.mayGoOn()).toBe(false);
  pass(900);
  expect(ration.mayGoOn()).toBe(false);
  pass(100);
  expect(ration.mayGoOn()).toBe(true);
});

test('it never holds more than the most', () => {
  const { ration, pass } = setting();
  pass(1_000_000);
  ration.spend(1_000);
  expect(ration.mayGoOn()).toBe(false);
});

test('it is told once when it is spent, with how many texts were read and how many were not', () => {
  const { ration, told, pass } = setting();
  for (let text = 0; text < 5; text += 1) if (ration.mayGoOn()) ration.spend(400);
  expect(told).toEqual([{ searched: 3, unread: 0 }]);
  pass(4_000);
  for (let text = 0; text < 5; text += 1) if (ration.mayGoOn()) ration.spend(400);
  expect(told).toEqual([
    { searched: 3, unread: 0 },
    { searched: 1, unread: 2 },
  ]);
});
