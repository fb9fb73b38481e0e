import { expect, test } from 'vitest';
import { dynamoLive } from '../../lib/adapters/compose/dynamo-live.ts';
import { decodeSealed } from '../../lib/contracts/capture/batch.ts';
import { replay } from '../../lib/domain/compose/assemble-steps.ts';
import { applyEntries, initialProgress } from '../../lib/domain/compose/live/apply-entries.ts';
import { composeDeliveries } from '../../lib/domain/compose/live/compose-deliveries.ts';
import type { LiveLog, StepRecord } from '../../lib/domain/compose/live/live-log.ts';
import type { Delivery } from '../../lib/domain/compose/live/ports.ts';
import { type FakeCompose, fakeCompose, fakeRecording } from '../fakes/compose-ports.ts';
import { Fuse, fused } from '../fakes/killed-process.ts';
import { LastWriterLiveLog, MemoryLiveLog } from '../fakes/live-log.ts';
import { deliver, recordedActions, sealAll } from '../fakes/recorded-batches.ts';
import { startTables } from '../fakes/tables.ts';

const { recordingId } = fakeRecording();
const actions = recordedActions(48);
const frames = sealAll(actions, 3);
const truth = replay(actions);

/** A deterministic source of chance, so that a failure can be met again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function killable(ports: FakeCompose, live: LiveLog, fuse: Fuse): FakeCompose {
  const { recordings, quarantine, connections, sockets } = ports;
  return {
    ...ports,
    recordings: fused(recordings, fuse),
    live,
    quarantine: fused(quarantine, fuse),
    connections: fused(connections, fuse),
    sockets: fused(sockets, fuse),
  };
}

/**
 * A stream delivers again what is not acknowledged, and so does it when a consumer only seems dead: such a one goes
 * on slowly beside its successors, and is killed in the end.
 */
async function composeUnderFire(
  live: LiveLog,
  seed: number,
  { consume = composeDeliveries, liveOf = (fuse: Fuse) => fused(live, fuse) } = {},
): Promise<{ crashes: number; ports: FakeCompose }> {
  const pick = chance(seed);
  const ports = fakeCompose([fakeRecording()], live);
  ports.watchers.add('socket');
  let crashes = 0;
  let pending: Delivery[] = frames.map((frame) => deliver(frame));
  const lingering: Promise<unknown>[] = [];
  for (let wave = 0; pending.length > 0; wave++) {
    const calm = wave >= 30;
    const consumers = Array.from({ length: 1 + pick(3) }, async () => {
      const start = pick(pending.length);
      const part = pending.slice(start, start + 1 + pick(6));
      const presumedDead = !calm && pick(3) === 0;
      const fuse = new Fuse(
        calm ? Number.POSITIVE_INFINITY : 1 + pick(24),
        pick(2) ? 'before' : 'after',
        () => (presumedDead ? pick(40) : pick(4)),
      );
      const work = consume(killable(ports, liveOf(fuse), fuse), part).finally(() => {
        if (fuse.blown) crashes++;
      });
      if (presumedDead) {
        lingering.push(work);
        return [];
      }
      const failed = await work;
      return fuse.blown ? [] : part.filter(({ id }) => !failed.has(id));
    });
    const acknowledged = new Set((await Promise.all(consumers)).flat());
    pending = pending.filter((delivery) => !acknowledged.has(delivery));
  }
  await Promise.all(lingering);
  return { crashes, ports };
}

async function outcome(live: LiveLog) {
  const records = await live.steps(recordingId);
  const steps = records
    .flatMap(({ step }) => (step ? [step] : []))
    .sort((a, b) => a.actions.first - b.actions.first);
  const ids = new Set(truth.map(({ id }) => id));
  return {
    lost: truth.filter(({ id }) => !steps.some((step) => step.id === id)).length,
    surplus: steps.filter(({ id }) => !ids.has(id)).length,
    identical: JSON.stringify(steps) === JSON.stringify(truth),
    composedSequence: (await live.progress(recordingId))?.composedSequence,
  };
}

test('a composer killed around any of its calls, alone or among others, loses, doubles and disorders nothing', async () => {
  let crashes = 0;
  for (let seed = 1; crashes < 1_000; seed++) {
    const live = new MemoryLiveLog();
    const run = await composeUnderFire(live, seed);
    crashes += run.crashes;
    expect({ seed, ...(await outcome(live)) }).toEqual({
      seed,
      lost: 0,
      surplus: 0,
      identical: true,
      composedSequence: frames.length,
    });
    expect(run.ports.quarantined).toEqual([]);
  }
  expect(crashes).toBeGreaterThanOrEqual(1_000);
}, 120_000);

test('the same holds where it is killed around each request to real tables', async () => {
  const { tables, cloud } = await startTables({ Live: { partition: 'recordingId', sort: 'item' } });
  await using _ = cloud;
  const { client, name } = tables.Live;
  let crashes = 0;
  for (let seed = 1; crashes < 1_000; seed++) {
    const live = partOf(dynamoLive(tables.Live), seed);
    const liveOf = (fuse: Fuse) => partOf(dynamoLive({ client: fused(client, fuse), name }), seed);
    crashes += (await composeUnderFire(live, seed, { liveOf })).crashes;
    expect({ seed, ...(await outcome(live)) }).toMatchObject({ seed, lost: 0, surplus: 0, identical: true });
  }
}, 180_000);

/** A part of the table for each run. */
function partOf(live: LiveLog, run: number): LiveLog {
  return new Proxy(live, {
    get:
      (target, name) =>
      (id: string, ...rest: unknown[]) =>
        Reflect.get(target, name).call(target, `${run}/${id}`, ...rest),
  });
}

test('a composer killed at each single call of one delivery is completed by the redelivery', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const live = new MemoryLiveLog();
      const ports = fakeCompose([fakeRecording()], live);
      const fuse = new Fuse(call, when);
      const all = frames.map((frame) => deliver(frame));
      await composeDeliveries(killable(ports, fused(live, fuse), fuse), all);
      if (!fuse.blown) break;
      await composeDeliveries(ports, all);
      expect({ call, ...(await outcome(live)) }).toMatchObject({ call, identical: true });
    }
  }
});

/** One consumer stops dead before it writes its steps, and comes back when another has composed everything. */
async function composeWithLateWriter(live: LiveLog) {
  const ports = fakeCompose([fakeRecording()], live);
  const [first = deliver(new Uint8Array()), ...others] = frames.map((frame) => deliver(frame));
  let comeBack = () => {};
  const absence = new Promise<void>((resolve) => {
    comeBack = resolve;
  });
  const late: FakeCompose = {
    ...ports,
    live: new Proxy(live, {
      get(target, name) {
        if (name === 'writeStep')
          return async (id: string, record: StepRecord) => {
            await absence;
            return target.writeStep(id, record);
          };
        const member = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    }),
  };
  const held = composeDeliveries(late, [first]);
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
  await composeDeliveries(ports, [first, ...others]);
  comeBack();
  await held;
  return outcome(live);
}

test('a composer that comes back late does not spoil what others have composed meanwhile', async () => {
  expect(await composeWithLateWriter(new MemoryLiveLog())).toMatchObject({ identical: true });
});

test('control: where the last writer of a step is right, the one that comes back late leaves stale steps', async () => {
  expect(await composeWithLateWriter(new LastWriterLiveLog())).toMatchObject({ identical: false });
});

test('control: composing batches as they come, without the log, loses and spoils steps under the same fire', async () => {
  let lost = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const live = new MemoryLiveLog();
    await composeUnderFire(live, seed, { consume: composeAsTheyCome });
    lost += (await outcome(live)).lost;
  }
  expect(lost).toBeGreaterThan(0);
}, 120_000);

/** What one would write first: no log, no order, nothing conditional but what the table does by itself. */
const composeAsTheyCome: typeof composeDeliveries = async (ports, deliveries) => {
  const failed = new Set<string>();
  for (const delivery of deliveries) {
    try {
      const decoded = decodeSealed(delivery.data);
      const recording = await ports.recordings.find(recordingId);
      if (!decoded.ok || !recording) throw new Error('cannot be read');
      const opened = await ports.opener.open(recording, decoded.sealed);
      if (!opened.ok) throw new Error(opened.reason);
      const before = (await ports.live.progress(recordingId)) ?? initialProgress;
      const { progress, steps } = applyEntries(before, [opened]);
      for (const record of steps) await ports.live.writeStep(recordingId, record);
      await ports.live.advance(recordingId, before.composedSequence, progress);
    } catch {
      failed.add(delivery.id);
    }
  }
  return failed;
};
