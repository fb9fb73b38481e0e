import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
beforeAll(async () => {
  product = await startProductCloud();
});
afterAll(() => product?.[Symbol.asyncDispose]());

interface Kill {
  /** Which of the composer's calls to AWS, counted from the moment that the kill is ordered. */
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** Records while the composer's workers are killed, one after the other as `kills` gives them. */
async function recordUnderFire(cloud: ProductCloud, batches: number, kills: Iterator<Kill>) {
  const agent = await cloud.openRecording();
  const functionName = cloud.functionName('ComposeBatches');
  let done = false;
  let killed = 0;
  const fire = async () => {
    for (let next = kills.next(); !done && !next.done; next = kills.next()) {
      const kill = cloud.faults.killWorker({ functionName, ...next.value });
      while (!done && kill.struck() === 0) await pause(5);
      killed += kill.struck();
      kill.heal();
    }
  };
  const firing = fire();
  const expected: string[] = [];
  for (let sequence = 1; sequence <= batches; sequence++) {
    const actions = [clickAction(expected.length), clickAction(expected.length + 1)];
    expected.push(...actions.map(({ index }) => `stp_${index}`));
    expect((await agent.send(await agent.seal(sequence, actions))).status).toBe(200);
  }
  const composed = async (timeout: number) => {
    const live = await eventually(
      () => cloud.recording(agent.recordingId),
      ({ composedSequence }) => composedSequence === batches,
      timeout,
    ).catch(() => cloud.recording(agent.recordingId));
    const found = live.steps.map(({ id }) => id);
    return {
      lost: expected.filter((id) => !found.includes(id)).length,
      doubled: found.length - new Set(found).size,
      inOrder: found.join() === expected.filter((id) => found.includes(id)).join(),
      putAside: live.quarantined.length,
    };
  };
  const finish = async (timeout = 60_000) => {
    const outcome = await composed(timeout);
    done = true;
    await firing;
    return { outcome, killed };
  };
  return { agent, expected, finish };
}

const flawless = { lost: 0, doubled: 0, inOrder: true, putAside: 0 };

test('a composer killed before or after each single call to AWS loses, doubles and disorders nothing', async () => {
  let calls = 0;
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const { finish } = await recordUnderFire(product, 3, [{ call, when }].values());
      const { outcome, killed } = await finish();
      expect({ call, when, ...outcome }).toEqual({ call, when, ...flawless });
      if (killed === 0) break;
      calls++;
    }
  }
  console.info(`killed around ${calls} calls of the composer, each in a recording of its own`);
  expect(calls).toBeGreaterThan(12);
});

/** A deterministic source of chance, so that a failure can be met again. */
function* chance(seed: number, count: number): Generator<Kill> {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let i = 0; i < count; i++) yield { call: 1 + below(16), when: below(2) ? 'before' : 'after' };
}

test('killed again and again through whole recordings, it still publishes every step once and in order', async () => {
  let killed = 0;
  for (let seed = 1; seed <= 6; seed++) {
    const recorded = await recordUnderFire(product, 25, chance(seed, 6));
    const run = await recorded.finish();
    killed += run.killed;
    expect({ seed, ...run.outcome }).toEqual({ seed, ...flawless });
    expect((await recorded.agent.finalize(25)).status).toBe(202);
    await eventually(
      () => product.recording(recorded.agent.recordingId),
      ({ status }) => status === 'published',
      60_000,
    );
    const { guide, missing } = await product.guide(recorded.agent.guideId);
    expect(guide.steps.map(({ id }) => id)).toEqual(recorded.expected);
    expect(missing).toEqual([]);
  }
  console.info(`${killed} kills in 6 recordings of 25 batches: 0 lost, 0 doubled, in order`);
  expect(killed).toBeGreaterThan(20);
});

test('control: with a stream that delivers once only, the same kills lose steps', async () => {
  await using weak = await startProductCloud(({ Type, Properties }) => {
    if (Type !== 'AWS::Lambda::EventSourceMapping' || !('ParallelizationFactor' in Properties)) return;
    Object.assign(Properties, { MaximumRetryAttempts: 0, BisectBatchOnFunctionError: false });
  });
  let lost = 0;
  for (let seed = 1; seed <= 3; seed++) {
    const { finish } = await recordUnderFire(weak, 25, chance(seed, 10));
    lost += (await finish(4_000)).outcome.lost;
  }
  expect(lost).toBeGreaterThan(0);
});
