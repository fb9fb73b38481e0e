import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { answered, type FakeGateway, failed, fakeGateway, usage } from '../../../../test/fakes/gateway.ts';
import type { WhyRules } from '../../../contracts/ai/provenance.ts';
import { askGateway } from './ask-gateway.ts';
import type { Task } from './task.ts';

interface Input {
  readonly text: string;
}

/** Says something about a text; what it says must stand in it. */
const task: Task<Input, { word: string }, string> = {
  name: 'suggest-tags',
  prompt: { version: 'suggest-tags@1', system: 'You name one word.', wish: 'Name a word.' },
  answer: z.strictObject({ word: z.string() }),
  show: ({ text }) => ({ text }),
  answerTokens: () => 50,
  take: ({ word }, { text }) => (text.includes(word) ? word : 'by rules'),
  rules: () => 'by rules',
};
const input = { text: 'Write to ada@acme.example about mugs' };
const ask = ({ ports }: FakeGateway, asked: Input = input, patience = 5_000) =>
  askGateway(ports, task, asked, {
    tenantId: 'tnt_1',
    guideId: 'gde_1',
    deadline: ports.now() + patience,
  });
const byRules = {
  value: 'by rules',
  provider: 'rules',
  model: 'rules',
  promptVersion: 'none',
  degraded: true,
};

test('the first model answers, and the result says whose it is', async () => {
  expect(await ask(fakeGateway([answered({ word: 'mugs' })]))).toEqual({
    value: 'mugs',
    provider: 'bedrock',
    model: 'model-1',
    promptVersion: 'suggest-tags@1',
    degraded: false,
  });
});

/** A model was there to ask. */
const since = (because: WhyRules) => ({ ...byRules, because });

test('without a model nothing is asked, noted or spent, and the rules answer', async () => {
  const gateway = fakeGateway();
  expect(await ask(gateway)).toEqual(byRules);
  expect([gateway.notes, gateway.begun, gateway.spent()]).toEqual([[], [], 0]);
});

describe('what is personal', () => {
  test('does not leave, and is there again in what comes back', async () => {
    const gateway = fakeGateway([answered({ word: '[EMAIL_1]' })]);
    expect((await ask(gateway)).value).toBe('ada@acme.example');
    expect(JSON.stringify(gateway.asked)).not.toContain('ada@');
    expect(JSON.stringify(gateway.asked)).toContain('[EMAIL_1]');
  });

  test('is not what a placeholder of a model’s own invention stands for', async () => {
    expect((await ask(fakeGateway([answered({ word: '[EMAIL_2]' })]))).value).toBe('by rules');
  });
});

describe('the data', () => {
  test('is between two lines that are others each time, after what is ours, and never in the system prompt', async () => {
    const gateway = fakeGateway([answered('no JSON'), answered({ word: 'mugs' })]);
    await ask(gateway);
    const [first, second] = gateway.asked[0] ?? [];
    expect(first?.system).toBe('You name one word.');
    const said = first?.turns[0]?.text ?? '';
    const [, fence = ''] = /“(fence-\d+)”/.exec(said) ?? [];
    expect(said.endsWith(`${fence}\n{"text":"Write to [EMAIL_1] about mugs"}\n${fence}`)).toBe(true);
    expect(said.startsWith('Name a word.')).toBe(true);
    expect(second?.turns[0]?.text).not.toContain(fence);
  });

  test('that holds the fence is not asked about', async () => {
    const gateway = fakeGateway([answered({ word: 'mugs' })]);
    const ports = { ...gateway.ports, newFence: () => 'mugs' };
    expect(await ask({ ...gateway, ports })).toEqual(since('unreachable'));
    expect(gateway.asked[0]).toEqual([]);
  });
});

describe('an answer of the wrong form', () => {
  test.each([
    ['no JSON', answered('Sure! Here it is')],
    ['another form', answered({ words: ['mugs'] })],
    ['a member too many', answered({ word: 'mugs', link: 'https://evil.example' })],
    ['cut off', answered({}, 'length')],
  ])('has one chance to be put right: %s', async (_form, wrong) => {
    const gateway = fakeGateway([wrong, answered({ word: 'mugs' })]);
    expect((await ask(gateway)).value).toBe('mugs');
    expect(gateway.asked[0]).toHaveLength(2);
    expect(gateway.settled.size).toBe(2);
  });

  test('twice is given up, and the next model is asked', async () => {
    const gateway = fakeGateway([answered('Evil says hello')], [answered({ word: 'mugs' })]);
    expect(await ask(gateway)).toMatchObject({ value: 'mugs', model: 'model-2', degraded: true });
    expect(gateway.asked.map((requests) => requests.length)).toEqual([2, 1]);
    expect(JSON.stringify(gateway.asked)).not.toContain('Evil says hello');
  });

  test('that was cut off may be longer the second time', async () => {
    const gateway = fakeGateway([answered({}, 'length'), answered({ word: 'mugs' })]);
    await ask(gateway);
    expect(gateway.asked[0]?.map(({ maximumTokens }) => maximumTokens)).toEqual([50, 100]);
  });

  test('between marks of Markdown is read', async () => {
    expect((await ask(fakeGateway([answered('```json\n{"word":"mugs"}\n```')]))).value).toBe('mugs');
  });

  test('that was withheld is not asked for again', async () => {
    const gateway = fakeGateway([answered('', 'withheld')]);
    expect(await ask(gateway)).toEqual(since('unusable'));
    expect(gateway.asked[0]).toHaveLength(1);
  });
});

describe('a provider that fails', () => {
  test.each(['throttled', 'unavailable'] as const)('is asked once more where it is %s', async (reason) => {
    const gateway = fakeGateway([failed(reason), answered({ word: 'mugs' })]);
    expect(await ask(gateway)).toMatchObject({ value: 'mugs', degraded: false });
  });

  test.each(['no-access', 'malformed', 'refused', 'timed-out'] as const)(
    'is left for the next one where it is %s',
    async (reason) => {
      const gateway = fakeGateway([failed(reason)], [answered({ word: 'mugs' })]);
      expect(await ask(gateway)).toMatchObject({ model: 'model-2', degraded: true });
      expect(gateway.asked[0]).toHaveLength(1);
      expect(gateway.notes).toContainEqual(expect.objectContaining({ code: 'MODEL_FAILED', reason }));
    },
  );

  test('is not asked any more once half of its calls failed, until one probe tells otherwise', async () => {
    const gateway = fakeGateway([failed('unavailable')]);
    for (let i = 0; i < 5; i++) expect(await ask(gateway)).toEqual(since('unreachable'));
    expect(gateway.asked[0]).toHaveLength(4);
    expect(gateway.notes.filter(({ code }) => code === 'CIRCUIT_OPENED')).toHaveLength(1);
    gateway.wait(30_000);
    await ask(gateway);
    expect(gateway.asked[0]).toHaveLength(5);
  });

  test('content that a page made bad is nobody’s failure', async () => {
    const gateway = fakeGateway([answered('Ignore the form')]);
    for (let i = 0; i < 10; i++) await ask(gateway);
    expect(gateway.asked[0]).toHaveLength(20);
    expect(gateway.notes.map(({ code }) => code)).not.toContain('CIRCUIT_OPENED');
  });
});

describe('the deadline', () => {
  test('ends the wait for a provider that hangs, whatever it does then', async () => {
    const gateway = fakeGateway([() => new Promise(() => {})]);
    const begun = performance.now();
    const ports = { ...gateway.ports, signalAt: () => AbortSignal.timeout(40) };
    expect(await ask({ ...gateway, ports })).toEqual(since('too-slow'));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('leaves no time for a call that could not end in time', async () => {
    const gateway = fakeGateway([answered({ word: 'mugs' })]);
    expect(await ask(gateway, input, 300)).toEqual(since('too-slow'));
    expect(gateway.asked[0]).toEqual([]);
  });
});

describe('what a model answered to the same before', () => {
  test('costs nothing', async () => {
    const gateway = fakeGateway([answered({ word: 'mugs' })]);
    const once = await ask(gateway);
    expect(await ask(gateway)).toEqual(once);
    expect(gateway.asked[0]).toHaveLength(1);
  });

  test('is the tenant’s own, is kept without what is personal, and is for the same words alone', async () => {
    const gateway = fakeGateway([answered({ word: 'mugs' })]);
    const { ports } = gateway;
    const kept: unknown[] = [];
    const keep = async (...what: unknown[]) => void kept.push(what);
    await ask({ ...gateway, ports: { ...ports, answers: { ...ports.answers, keep } } });
    expect(JSON.stringify(kept)).not.toContain('ada@');
    await ask(gateway);
    await ask(gateway, { text: 'Write about mugs' });
    const deadline = ports.now() + 5_000;
    await askGateway(ports, task, input, { tenantId: 'tnt_2', guideId: 'gde_2', deadline });
    expect(gateway.asked[0]).toHaveLength(4);
  });
});

describe('the tenant’s allowance', () => {
  test('is taken before a call, and what the call did not cost is given back', async () => {
    const gateway = fakeGateway([answered({ word: 'mugs' })]);
    await ask(gateway);
    expect(gateway.spent()).toBe(usage.input + usage.output);
    expect(gateway.begun[0]?.reserved).toBeGreaterThan(1_000);
  });

  test('of a call whose cost nobody told is charged at an estimate, and the call stays open', async () => {
    const gateway = fakeGateway([{ ok: false, reason: 'given-up' }]);
    await ask(gateway);
    const [estimate = 0] = gateway.estimated.values();
    expect([gateway.settled.size, gateway.spent()]).toEqual([0, estimate]);
    // No fewer than the longest answer takes, and a fraction of what was taken for it before.
    expect(estimate).toBeGreaterThan(50);
    expect(estimate).toBeLessThan((gateway.begun[0]?.reserved ?? 0) / 2);
  });

  test.each<[string, WhyRules, string, object]>([
    [
      'tokens',
      'budget',
      'MODEL_BUDGET_SPENT',
      { budgets: { reserve: async () => false, giveBack: async () => {} } },
    ],
    ['calls a minute', 'rate', 'MODEL_RATE_LIMITED', { takeCall: async () => false }],
    ['anything, being unknown', 'budget', 'MODEL_BUDGET_SPENT', { planOf: async () => undefined }],
  ])('without %s no model is asked', async (_what, because, code, without) => {
    const gateway = fakeGateway([answered({ word: 'mugs' })], [answered({ word: 'mugs' })]);
    expect(await ask({ ...gateway, ports: { ...gateway.ports, ...without } })).toEqual(since(because));
    expect(gateway.asked).toEqual([[], []]);
    expect(gateway.notes).toContainEqual({ code, tenantId: 'tnt_1' });
  });
});

test('a table that does not answer costs the model, never the answer', async () => {
  const gateway = fakeGateway([answered({ word: 'mugs' })]);
  const down = () => Promise.reject(new Error('the table is down'));
  for (const without of [
    { circuits: { admit: down, report: down } },
    { answers: { find: down, keep: down } },
    { paces: { find: down, keep: down } },
    { calls: { begin: down, settle: down, estimate: down } },
  ])
    expect(await ask({ ...gateway, ports: { ...gateway.ports, ...without } })).toEqual(since('unreachable'));
  const lateFailures = {
    circuits: { ...gateway.ports.circuits, report: down },
    answers: { find: async () => undefined, keep: down },
    paces: { find: async () => undefined, keep: down },
    calls: { begin: async () => {}, settle: down, estimate: down },
  };
  expect((await ask({ ...gateway, ports: { ...gateway.ports, ...lateFailures } })).value).toBe('mugs');
});
