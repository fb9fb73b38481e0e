import { readFile } from 'node:fs/promises';
import { ListBucketsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../lib/contracts/api/document.ts';
import {
  type AuditEntry,
  auditVerification,
  listAuditExportsResponse,
  listAuditResponse,
} from '../../lib/contracts/audit/entry.ts';
import { canonicalForm, nextEntry } from '../../lib/domain/audit/chain.ts';
import type { Table } from '../../lib/runtime/document-client.ts';
import { type Act, doEverything } from '../agent/audited-acts.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';
import { adminClient, tableOf } from '../cloud/tenant-tables.ts';

/** Mutating by their method, and yet nothing is done that somebody would have to answer for. */
const nothingChanges: Readonly<Record<string, string>> = {
  sendBatch: 'goes straight to the stream, which is a log itself; opening and finalizing are audited',
  sendBatchFallback: 'as sendBatch',
  prepareScreenshots: 'signs addresses; what is uploaded is part of the recording',
  issuePreviewTicket: 'lets somebody who may read it watch, for a minute',
  grantAccess: 'lets somebody who may read the guide read its pages',
  explainDecision: 'asks what would be decided',
  tryRedactionPolicy: 'asks what would be hidden; nothing of it is kept',
  suggestForGuide: 'asks what could be made of a guide; nothing of it is kept',
  readInvitation: 'tells what it is to; the token goes in the body, where no log has it',
  readPasswordReset: 'tells whether a link still works; the token goes in the body, where no log has it',
  register: 'makes nothing before the mail is answered: there is no tenant yet',
  requestPasswordReset: 'sends a mail; completing it is audited',
};
/** Who does what nobody does who is signed in. */
const others: Readonly<Record<string, AuditEntry['actor']>> = {
  receivePayment: { kind: 'system', id: 'payment-provider' },
};
/** Take a language model, or a picture that cannot be covered; the tests of those look into the log as well. */
const lookedAtElsewhere: Readonly<Record<string, string>> = {
  retitleGuide: 'test/faults/models.test.ts',
  publishWithoutPictures: 'test/faults/withheld-pictures.test.ts',
};
/** Reads, but takes something away from here. */
const alsoAudited = ['exportGuide'];

const mutating = operations
  .filter(({ method, id }) => method !== 'get' || alsoAudited.includes(id))
  .map(({ id }) => id);

let product: ProductCloud;
let acts: readonly Act[];
let tokens: Readonly<Record<Act['log'], string>>;
let log: Readonly<Record<Act['log'], readonly AuditEntry[]>>;

const call = (token: string, method: string, path: string) =>
  fetch(`${product.api}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
const list = async (query = '', token = product.token) =>
  listAuditResponse.parse(await (await call(token, 'GET', `/v1/audit${query}`)).json());
const verify = async (token = product.token) =>
  auditVerification.parse(await (await call(token, 'GET', '/v1/audit/verification')).json());

async function whole(token: string): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(`?limit=200${cursor && `&cursor=${cursor}`}`, token);
    entries.push(...page.entries);
    cursor = page.nextCursor;
  }
  return entries;
}

beforeAll(async () => {
  product = await startProductCloud();
  const done = await doEverything(product);
  acts = done.acts;
  tokens = { seeded: product.token, registered: done.registeredToken };
  // The database's outbox is nudged after each change, the tables' as well: nothing waits for the schedule.
  log = await eventually(
    async () => ({ seeded: await whole(tokens.seeded), registered: await whole(tokens.registered) }),
    (read) => acts.every(({ operation, log: of }) => read[of].some(({ action }) => action === operation)),
    30_000,
  ).catch(async () => ({ seeded: await whole(tokens.seeded), registered: await whole(tokens.registered) }));
}, 300_000);
afterAll(() => product?.[Symbol.asyncDispose]());

test('every operation that changes something is done here, or said to change nothing', () => {
  const known = [
    ...acts.map(({ operation }) => operation),
    ...Object.keys({ ...nothingChanges, ...lookedAtElsewhere }),
  ];
  expect(known.toSorted()).toEqual(mutating.toSorted());
});

test.each(Object.entries(lookedAtElsewhere))('%s is looked for in the log by %s', async (operation, file) => {
  expect(await readFile(file, 'utf8')).toContain(`'${operation}'`);
});

describe.each(mutating.filter((id) => !(id in nothingChanges || id in lookedAtElsewhere)))(
  '%s',
  (operation) => {
    test('leaves one entry: who, what, on what, and when', () => {
      const act = acts.find((done) => done.operation === operation);
      expect(act?.status, JSON.stringify(act)).toBeLessThan(300);
      const entries = log[act?.log ?? 'seeded'].filter(
        ({ action, actor, facts }) =>
          // What an operator did, or what follows from another operation, is in the log as well.
          action === operation &&
          actor.kind === (others[operation]?.kind ?? 'user') &&
          [undefined, 'request'].includes(facts?.because),
      );
      const found = act?.resource ? entries.filter(({ resource }) => resource.id === act.resource) : entries;
      expect(found.length, JSON.stringify(act)).toBeGreaterThan(0);
      if (act?.resource) expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        outcome: 'done',
        actor: others[operation] ?? { kind: 'user', id: expect.stringMatching(/^usr_/) },
        traceId: expect.stringMatching(/^1-/),
      });
      expect(Math.abs(Date.now() - Date.parse(found[0]?.at ?? ''))).toBeLessThan(600_000);
    });
  },
);

test('the log holds ids and no content, no address and no name of a person', () => {
  const text = JSON.stringify(log);
  for (const personal of ['@', 'Ada', 'Bob', 'Robert', 'Dora', 'Save it', 'otters', 'herons', 'gw_'])
    expect(text, personal).not.toContain(personal);
});

test('each tenant reads its own log, and no cursor leads to another’s', async () => {
  const tenantIds = { seeded: new Set<string>(), registered: new Set<string>() };
  for (const of of ['seeded', 'registered'] as const)
    for (const { tenantId } of log[of]) tenantIds[of].add(tenantId);
  expect([tenantIds.seeded.size, tenantIds.registered.size]).toEqual([1, 1]);
  expect([...tenantIds.seeded]).not.toEqual([...tenantIds.registered]);
  const { nextCursor } = await list('?limit=2');
  const answer = await call(tokens.registered, 'GET', `/v1/audit?limit=2&cursor=${nextCursor}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ pointer: 'query/cursor' }] });
});

test('pages put together are the whole log, newest first, whatever their size', async () => {
  for (const limit of [1, 3, 7]) {
    const entries: AuditEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
      entries.push(...page.entries);
      cursor = page.nextCursor;
    }
    expect(entries.length).toBeGreaterThanOrEqual(log.seeded.length);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  }
});

test('filters give what fits them, alone and together', async () => {
  const revoked = log.seeded.find(({ action }) => action === 'revokeLink');
  if (!revoked) throw new Error('no link was revoked');
  const { actor, resource, at } = revoked;
  const later = new Date(Date.parse(at) + 1).toISOString();
  const actionsOf = async (query: string) => (await list(query)).entries.map(({ action }) => action);
  expect(await actionsOf(`?resource=${resource.id}`)).toEqual(['revokeLink', 'createLink']);
  expect(await actionsOf(`?resource=${resource.id}&actor=${actor.id}&action=revokeLink`)).toEqual([
    'revokeLink',
  ]);
  expect(await actionsOf(`?from=${at}&to=${later}`)).toContain('revokeLink');
  expect(await actionsOf(`?action=revokeLink&to=${at}`)).toEqual([]);
  expect(await actionsOf('?outcome=failed')).toEqual([]);
  expect(await actionsOf(`?resource=${resource.id}&actor=usr_nobody`)).toEqual([]);
  expect((await call(product.token, 'GET', '/v1/audit?limit=0')).status).toBe(400);
  expect((await call(product.token, 'GET', '/v1/audit?from=yesterday')).status).toBe(400);
});

test('what was exported is locked, and is what the log says', async () => {
  const { exports } = listAuditExportsResponse.parse(
    await (await call(product.token, 'GET', '/v1/audit/exports')).json(),
  );
  const [exported] = exports;
  expect(Date.parse(exported?.lockedUntil ?? '')).toBeGreaterThan(Date.now() + 6 * 365 * 24 * 3_600_000);
  const lines = (await (await fetch(exported?.url ?? '')).text()).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as AuditEntry);
  expect(rows).toEqual(
    log.seeded.filter(({ sequence }) => sequence <= rows.length).toSorted((a, b) => a.sequence - b.sequence),
  );
  expect(rows.at(-1)?.hash).toBe(exported?.lastHash);
});

describe('whoever gets at the table itself', () => {
  let table: Table;
  const item = (sequence: number) => `row#${String(sequence).padStart(12, '0')}`;
  const keyOf = (sequence: number) => ({ tenantId: log.seeded[0]?.tenantId, item: item(sequence) });
  const read = async (sequence: number) => {
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: keyOf(sequence) }));
    if (!Item) throw new Error(`no row ${sequence}`);
    return Item;
  };
  const write = (Item: Record<string, unknown>) =>
    table.client.send(new PutCommand({ TableName: table.name, Item }));
  const kept: Record<string, unknown>[] = [];
  beforeAll(async () => {
    table = await tableOf(product, 'AuditData-Audit');
  });
  afterEach(async () => {
    for (const row of kept.splice(0)) await write(row);
    expect((await verify()).ok).toBe(true);
  });

  test('and changes a row is found out, and where', async () => {
    const row = await read(4);
    kept.push(row);
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keyOf(4),
        UpdateExpression: 'SET #text = :text',
        ExpressionAttributeNames: { '#text': 'text' },
        ExpressionAttributeValues: { ':text': String(row.text).replace('"done"', '"failed"') },
      }),
    );
    expect(await verify()).toMatchObject({ ok: false, fault: { sequence: 4, kind: 'changed' } });
  });

  test('and removes one is found out, and where', async () => {
    kept.push(await read(5));
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: keyOf(5) }));
    expect(await verify()).toMatchObject({ ok: false, fault: { sequence: 5, kind: 'missing' } });
  });

  test('and lets two change places is found out, and where', async () => {
    const [one, other] = [await read(2), await read(6)];
    kept.push(one, other);
    await write({ ...other, item: item(2) });
    await write({ ...one, item: item(6) });
    expect(await verify()).toMatchObject({ ok: false, fault: { sequence: 2, kind: 'reordered' } });
  });

  test('and makes the end anew, hashes, head and all, is found out, and where: the key is not theirs', async () => {
    const { lastSequence: last } = await verify();
    const [row, before, { Item: head = {} }] = await Promise.all([
      read(last),
      read(last - 1),
      table.client.send(new GetCommand({ TableName: table.name, Key: { ...keyOf(last), item: 'head' } })),
    ]);
    kept.push(row, head);
    const { hash: _, previousHash: __, sequence: ___, ...event } = JSON.parse(String(row.text));
    const forged = nextEntry(JSON.parse(String(before.text)), { ...event, action: 'readGuide' });
    await write({ ...row, text: canonicalForm(forged) });
    await write({ ...head, hash: forged.hash });
    expect(await verify()).toMatchObject({ ok: false, fault: { sequence: last, kind: 'changed' } });
  });

  test('and sets the log back to what it was, head and all, is found out by where it ended at the last full hour', async () => {
    const { lastSequence: last } = await verify();
    await lockEnds();
    const [row, before, { Item: head = {} }] = await Promise.all([
      read(last),
      read(last - 1),
      table.client.send(new GetCommand({ TableName: table.name, Key: { ...keyOf(last), item: 'head' } })),
    ]);
    kept.push(row, head);
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: keyOf(last) }));
    const { sequence, hash } = JSON.parse(String(before.text));
    await write({ ...head, sequence, hash });
    expect(await verify()).toMatchObject({ ok: false, fault: { sequence: last, kind: 'truncated' } });
  });

  /** What the schedule has done each hour. */
  async function lockEnds(): Promise<void> {
    const client = adminClient(product);
    const [sqs, s3] = [new SQSClient(client), new S3Client({ ...client, forcePathStyle: true })];
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const QueueUrl = QueueUrls.find((url) => /-AuditData-DueExports(?!DeadLetters)/.test(url));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ checkpoints: true }) }));
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const Bucket = Buckets.find(({ Name = '' }) => /auditdata-exports/.test(Name))?.Name;
    const Prefix = `checkpoints/${log.seeded[0]?.tenantId}/`;
    await eventually(
      () => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix })),
      ({ Versions = [] }) => Versions.length > 0,
    );
  }

  test('and cuts the end off is found out, and where', async () => {
    const { lastSequence } = await verify();
    kept.push(await read(lastSequence));
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: keyOf(lastSequence) }));
    expect(await verify()).toMatchObject({ ok: false, fault: { sequence: lastSequence, kind: 'truncated' } });
  });
});
