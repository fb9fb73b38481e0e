import { describe, expect, test } from 'vitest';
import { answered, type FakeGateway, fakeGateway } from '../../../../test/fakes/gateway.ts';
import { callModel } from './call-model.ts';
import type { ModelReply, ModelRequest } from './model.ts';
import type { GatewayPorts } from './ports.ts';

const wish = {
  task: 'title-steps' as const,
  prompt: { version: 'title-steps@1', system: 'You title.', wish: 'Title these.' },
  request: {
    system: 'You title.',
    turns: [{ from: 'user' as const, text: 'Title these: '.repeat(300) }],
    answer: { name: 'title_steps', schema: {} },
    maximumTokens: 660,
  },
};
/** One with a guide that nobody has seen yet, and one with a guide that is published. */
const firstPass = 1_700;
const afterwards = 25_000;

const call = ({ ports }: FakeGateway, patience: number, changes: Partial<GatewayPorts> = {}) =>
  callModel({ ...ports, ...changes }, ports.models[0] as never, wish, {
    tenantId: 'tnt_1',
    guideId: 'gde_1',
    deadline: ports.now() + patience,
  });

/** A healthy model that takes so long, and is given up where that is longer than it may. */
function taking(milliseconds: number): FakeGateway {
  const deadlines: number[] = [];
  const gateway: FakeGateway = fakeGateway([
    (_request: ModelRequest): ModelReply => {
      const left = (deadlines.at(-1) ?? 0) - gateway.ports.now();
      gateway.wait(Math.min(left, milliseconds));
      return left < milliseconds ? { ok: false, reason: 'given-up' } : answered({ titles: [] });
    },
  ]);
  const signalAt = (moment: number) => {
    deadlines.push(moment);
    return new AbortController().signal;
  };
  return { ...gateway, ports: { ...gateway.ports, signalAt } };
}
const opened = ({ notes }: FakeGateway) => notes.some(({ code }) => code === 'CIRCUIT_OPENED');
/** So that a pace is forgotten. */
const aWhile = 300_000;

describe('a model that takes longer than a new guide waits', () => {
  test('opens no circuit by that, and is asked when there is more time', async () => {
    const gateway = taking(2_500);
    for (let guide = 0; guide < 12; guide++) {
      await call(gateway, firstPass);
      gateway.wait(aWhile);
    }
    expect([gateway.asked[0]?.length, opened(gateway)]).toEqual([12, false]);
    expect(await call(gateway, afterwards)).toMatchObject({ ok: true });
  });

  test('is not asked again by such a guide: nothing is taken, spent or noted for it', async () => {
    const gateway = taking(2_500);
    expect(await call(gateway, firstPass)).toMatchObject({ reason: 'given-up' });
    const spent = gateway.spent();
    for (let guide = 0; guide < 12; guide++)
      expect(await call(gateway, firstPass)).toEqual({ ok: false, reason: 'too-slow' });
    expect([gateway.asked[0]?.length, gateway.begun.length, gateway.spent()]).toEqual([1, 1, spent]);
  });

  test('is known by its answers as well', async () => {
    const gateway = taking(2_500);
    await call(gateway, afterwards);
    expect(await call(gateway, firstPass)).toEqual({ ok: false, reason: 'too-slow' });
    gateway.wait(aWhile);
    expect(await call(gateway, firstPass)).toMatchObject({ reason: 'given-up' });
  });
});

test('a call that had ten seconds and was given up is a failure', async () => {
  const gateway = taking(60_000);
  for (let guide = 0; guide < 4; guide++) await call(gateway, 10_200);
  expect(opened(gateway)).toBe(true);
});

test('what a provider itself gives up is a failure, however soon', async () => {
  const gateway = fakeGateway([{ ok: false, reason: 'timed-out', usage: { input: 0, output: 0 } }]);
  for (let guide = 0; guide < 4; guide++) await call(gateway, firstPass);
  expect(opened(gateway)).toBe(true);
});

test('a month is charged a fraction of what was taken for a call that is given up', async () => {
  const gateway = taking(2_500);
  await call(gateway, firstPass);
  const sent = wish.request.turns[0]?.text.length ?? 0;
  expect(gateway.spent()).toBeGreaterThan(sent / 4 + wish.request.maximumTokens);
  expect(gateway.spent()).toBeLessThan(sent / 2 + wish.request.maximumTokens);
});

describe('a call that could not be begun leaves nothing behind', () => {
  const down = () => Promise.reject(new Error('the table is down'));
  /** Half-open: the next call is the probe. */
  async function resting(): Promise<FakeGateway> {
    const gateway = fakeGateway([{ ok: false, reason: 'unavailable' }]);
    for (let guide = 0; guide < 4; guide++) await call(gateway, firstPass);
    gateway.wait(30_000);
    return gateway;
  }
  test.each<[string, (gateway: FakeGateway) => Partial<GatewayPorts>]>([
    ['where it cannot be noted', ({ ports }) => ({ calls: { ...ports.calls, begin: down } })],
    ['where nothing can be taken', ({ ports }) => ({ budgets: { ...ports.budgets, reserve: down } })],
    ['where the plan is not told', () => ({ planOf: down })],
  ])('%s', async (_what, changes) => {
    const gateway = await resting();
    const before = [gateway.spent(), gateway.asked[0]?.length];
    await expect(call(gateway, firstPass, changes(gateway))).rejects.toThrow('the table is down');
    expect([gateway.spent(), gateway.asked[0]?.length]).toEqual(before);
    // Its probe is not out any more.
    expect(await call(gateway, firstPass)).toEqual({ ok: false, reason: 'unavailable' });
  });
});
