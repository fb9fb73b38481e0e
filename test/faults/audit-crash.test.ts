import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendableLog } from '../../lib/adapters/audit/appendable-log.ts';
import { readableLog } from '../../lib/adapters/audit/readable-log.ts';
import { tableOutbox } from '../../lib/adapters/audit/table-outbox.ts';
import { type AuditEntry, type AuditEvent, auditEntry } from '../../lib/contracts/audit/entry.ts';
import type { AppendPorts } from '../../lib/domain/audit/append-events.ts';
import type { AppendableLog } from '../../lib/domain/audit/audit-log.ts';
import { chainStart, nextEntry } from '../../lib/domain/audit/chain.ts';
import { drainOutbox, type HeldEvents, type Outbox } from '../../lib/domain/audit/drain-outbox.ts';
import { verifyLog } from '../../lib/domain/audit/verify-log.ts';
import { auditedPut, auditedUpdate, newAuditEvent, recordEvent } from '../../lib/runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../lib/runtime/document-client.ts';
import { logKey } from '../fakes/audit.ts';
import { Fuse, fused } from '../fakes/killed-process.ts';
import { startTables } from '../fakes/tables.ts';

let started: Awaited<ReturnType<typeof startTables<'Audit' | 'Changed'>>>;
beforeAll(async () => {
  const moment = 'moment';
  started = await startTables({
    Audit: {
      partition: 'tenantId',
      sort: 'item',
      indexes: { byTime: { partition: 'tenantId', sort: moment } },
    },
    Changed: {
      partition: 'pk',
      sort: 'sk',
      indexes: { byAuditPending: { partition: 'auditPending', sort: 'auditAt' } },
    },
  });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

/** A deterministic source of chance, so that a failure can be met again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const key = logKey();
const ports = (log: AppendableLog): AppendPorts => ({ log, signer: key, now: Date.now });

type Drain = (log: AppendableLog, outbox: Outbox, table: { log: Table; changed: Table }) => Promise<unknown>;
const drain: Drain = (log, outbox) => drainOutbox(ports(log), outbox);

const keyNames = ['pk', 'sk'];
const itemsOfTenant = 3;
const tenantsOf = (run: string) => [`tnt_${run}_a`, `tnt_${run}_b`];

const eventOf = (tenantId: string, item: string, change: number): AuditEvent =>
  newAuditEvent(
    {
      tenantId,
      actor: { kind: 'user', id: 'usr_1' },
      action: 'changeMember',
      resource: { kind: 'Member', id: item },
      facts: { change: String(change) },
    },
    Date.now(),
  );

/** One change of an item, from the last that it knows of to the next, with its event: both, or neither. */
async function change({ client, name }: Table, tenantId: string, item: string): Promise<void> {
  const Key = { pk: tenantId, sk: item };
  const { Item } = await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
  const last = Number(Item?.changes ?? 0);
  const event = eventOf(tenantId, item, last + 1);
  if (!Item) {
    const put = {
      TableName: name,
      Item: { ...Key, changes: 1 },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    await ifHolds(client.send(new PutCommand(auditedPut(put, event))));
    return;
  }
  const update = {
    TableName: name,
    Key,
    UpdateExpression: 'SET changes = :next',
    ConditionExpression: 'changes = :last',
    ExpressionAttributeValues: { ':last': last, ':next': last + 1 },
  };
  await ifHolds(client.send(new UpdateCommand(auditedUpdate(update, event))));
}

/**
 * Changes and drains side by side, each killed before or after some request. One that only seems dead goes on slowly
 * beside its successors.
 */
async function underFire(run: string, seed: number, how: Drain): Promise<number> {
  const pick = chance(seed);
  const { Audit, Changed } = started.tables;
  const changed = { ...Changed, name: Changed.name };
  let crashes = 0;
  const lingering: Promise<unknown>[] = [];
  const process = async (
    calls: number,
    calm: boolean,
    work: (client: Table['client']) => Promise<unknown>,
  ) => {
    const presumedDead = !calm && pick(3) === 0;
    const fuse = new Fuse(
      calm ? Number.POSITIVE_INFINITY : 1 + pick(calls),
      pick(2) ? 'before' : 'after',
      () => pick(presumedDead ? 30 : 4),
    );
    const done = work(fused(Changed.client, fuse))
      .catch((error) => {
        if (!fuse.blown) throw error;
      })
      .finally(() => {
        if (fuse.blown) crashes++;
      });
    if (presumedDead) lingering.push(done);
    else await done;
  };
  for (let wave = 0; wave < 12; wave++) {
    const calm = wave >= 11;
    if (calm) await Promise.all(lingering);
    const drains = Array.from({ length: calm ? 1 : 1 + pick(3) }, () =>
      process(24, calm, (client) =>
        how(
          appendableLog({ client, name: Audit.name }),
          tableOutbox({ client, name: changed.name, keyNames }),
          {
            log: { client, name: Audit.name },
            changed: { client, name: changed.name },
          },
        ),
      ),
    );
    const changes = tenantsOf(run).flatMap((tenantId) =>
      Array.from({ length: calm ? 0 : 4 }, () =>
        process(3, false, (client) => change({ ...changed, client }, tenantId, `item${pick(itemsOfTenant)}`)),
      ),
    );
    const events = calm
      ? []
      : [
          process(2, false, (client) =>
            client.send(
              new PutCommand(recordEvent(changed.name, eventOf(tenantsOf(run)[0] ?? '', 'none', 0))),
            ),
          ),
        ];
    await Promise.all([...drains, ...changes, ...events]);
  }
  await Promise.all(lingering);
  return crashes;
}

async function entriesOf(tenantId: string): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const { text } of readableLog(started.tables.Audit).rows(tenantId, 1))
    entries.push(auditEntry.parse(JSON.parse(text)));
  return entries;
}

async function* nothing() {}

/** What the items say was done against what the log says. */
async function outcome(run: string) {
  const { Audit, Changed } = started.tables;
  const result = { lost: 0, doubled: 0, disordered: 0, faults: 0, left: 0 };
  for (const tenantId of tenantsOf(run)) {
    const entries = await entriesOf(tenantId);
    const ids = entries.map(({ id }) => id);
    result.doubled += ids.length - new Set(ids).size;
    for (let i = 0; i < itemsOfTenant; i++) {
      const Key = { pk: tenantId, sk: `item${i}` };
      const { Item } = await Changed.client.send(
        new GetCommand({ TableName: Changed.name, Key, ConsistentRead: true }),
      );
      const logged = entries
        .filter(({ resource }) => resource.id === Key.sk)
        .map(({ facts }) => Number(facts?.change));
      const made = Array.from({ length: Number(Item?.changes ?? 0) }, (_, at) => at + 1);
      result.lost += made.filter((at) => !logged.includes(at)).length;
      if ([...new Set(logged)].some((at, place) => at !== place + 1)) result.disordered++;
    }
    const verified = await verifyLog(
      {
        log: readableLog(Audit),
        exported: async () => nothing(),
        checkpoints: { list: async () => [] },
        verifier: async () => key,
      },
      tenantId,
    );
    if (!verified.ok) result.faults++;
  }
  const { Items = [] } = await Changed.client.send(
    new QueryCommand({
      TableName: Changed.name,
      IndexName: 'byAuditPending',
      KeyConditionExpression: 'auditPending = :pending',
      ExpressionAttributeValues: { ':pending': 'pending' },
    }),
  );
  result.left = Items.length;
  return result;
}

const none = { lost: 0, doubled: 0, disordered: 0, faults: 0, left: 0 };

test('changes and drains killed around any request, alone or among others, lose, double and disorder no event', async () => {
  let crashes = 0;
  for (let seed = 1; crashes < 1_000; seed++) {
    const run = `real${seed}`;
    crashes += await underFire(run, seed, drain);
    expect({ seed, ...(await outcome(run)) }).toEqual({ seed, ...none });
  }
  expect(crashes).toBeGreaterThanOrEqual(1_000);
}, 300_000);

test('a drain that is killed before or after each single request is completed by the next', async () => {
  const { Audit, Changed } = started.tables;
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const run = `each-${when}-${call}`;
      for (const tenantId of tenantsOf(run))
        for (let i = 0; i < 4; i++) await change(Changed, tenantId, `item${i % 2}`);
      const fuse = new Fuse(call, when);
      const client = fused(Changed.client, fuse);
      const log = appendableLog({ client, name: Audit.name });
      await drainOutbox(ports(log), tableOutbox({ client, name: Changed.name, keyNames })).catch(
        () => undefined,
      );
      await drainOutbox(ports(appendableLog(Audit)), tableOutbox({ ...Changed, keyNames }));
      expect({ call, ...(await outcome(run)) }).toEqual({ call, ...none });
      if (!fuse.blown) break;
    }
  }
}, 120_000);

test('one that stops dead before it empties an outbox, and comes back late, takes out nothing that came meanwhile', async () => {
  const { Audit, Changed } = started.tables;
  const [tenantId = ''] = tenantsOf('late');
  await change(Changed, tenantId, 'item0');
  const held: HeldEvents[] = [];
  for await (const page of tableOutbox({ ...Changed, keyNames }).held()) held.push(...page);
  await drainOutbox(ports(appendableLog(Audit)), tableOutbox({ ...Changed, keyNames }));
  await change(Changed, tenantId, 'item0');
  for (const item of held) await item.remove();
  await drainOutbox(ports(appendableLog(Audit)), tableOutbox({ ...Changed, keyNames }));
  expect(await outcome('late')).toEqual(none);
  expect(await entriesOf(tenantId)).toHaveLength(2);
});

/** What one would write first: append what is there, then empty the outbox; nothing noted, nothing compared. */
const careless: Drain = async (log, outbox, { changed }) => {
  for await (const page of outbox.held())
    for (const { events } of page) {
      for (const event of events) {
        const end = await log.end(event.tenantId);
        if (!end) await log.begin(event.tenantId);
        const entry = nextEntry(end?.last ?? chainStart, event);
        await log.add(entry);
        await log.raiseHead(event.tenantId, entry);
      }
      const { resource, tenantId, id } = events[0] ?? eventOf('', '', 0);
      const Key =
        resource.id === 'none' ? { pk: `EVENT#${id}`, sk: 'EVENT' } : { pk: tenantId, sk: resource.id };
      await changed.client.send(
        new UpdateCommand({
          TableName: changed.name,
          Key,
          UpdateExpression: 'REMOVE auditOutbox, auditPending, auditAt, auditLast',
        }),
      );
    }
};

test('control: a drain without notes and conditions loses and doubles events under the same fire', async () => {
  let [lost, doubled] = [0, 0];
  for (let seed = 1; seed <= 8; seed++) {
    const run = `careless${seed}`;
    await underFire(run, seed, careless);
    const result = await outcome(run);
    lost += result.lost;
    doubled += result.doubled;
  }
  expect(lost).toBeGreaterThan(0);
  expect(doubled).toBeGreaterThan(0);
}, 120_000);
