import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../test/fakes/tables.ts';
import { actorOf } from '../contracts/audit/audited.ts';
import { auditEvent } from '../contracts/audit/entry.ts';
import { auditedPut, auditedUpdate, newAuditEvent, recordEvent } from './audit-outbox.ts';
import { ifHolds } from './document-client.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
beforeAll(async () => {
  const indexes = { byAuditPending: { partition: 'auditPending', sort: 'auditAt' } };
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk', indexes } });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const eventOf = (action: string) =>
  newAuditEvent(
    {
      tenantId: 'tnt_acme',
      actor: actorOf({ userId: 'usr_ada' }),
      action,
      resource: { kind: 'Member', id: 'usr_bob' },
    },
    1_767_225_600_000,
    '1-trace',
  );

function table() {
  const { client, name } = started.tables.Identity;
  const key = (sk: string) => ({ pk: 'TENANT#tnt_acme', sk });
  return {
    put: (sk: string, action: string, condition?: string) =>
      ifHolds(
        client.send(
          new PutCommand(
            auditedPut(
              {
                TableName: name,
                Item: { ...key(sk), role: 'viewer' },
                ...(condition ? { ConditionExpression: condition } : {}),
              },
              eventOf(action),
            ),
          ),
        ),
      ),
    update: (sk: string, action: string, expression: string) =>
      ifHolds(
        client.send(
          new UpdateCommand(
            auditedUpdate(
              {
                TableName: name,
                Key: key(sk),
                UpdateExpression: expression,
                ConditionExpression: '#role = :was',
                ExpressionAttributeNames: { '#role': 'role' },
                ExpressionAttributeValues: {
                  ':was': 'viewer',
                  ...(expression.includes(':is') ? { ':is': 'editor' } : {}),
                },
              },
              eventOf(action),
            ),
          ),
        ),
      ),
    record: (action: string) => client.send(new PutCommand(recordEvent(name, eventOf(action)))),
    actions: async (sk: string) => {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: key(sk) }));
      return (Item?.auditOutbox ?? []).map((json: string) => auditEvent.parse(JSON.parse(json)).action);
    },
    pending: async () => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byAuditPending',
          KeyConditionExpression: 'auditPending = :pending',
          ExpressionAttributeValues: { ':pending': 'pending' },
        }),
      );
      return Items;
    },
  };
}

test('a new item holds its event, and is found by the index', async () => {
  await table().put('MEMBER#new', 'inviteMember');
  expect(await table().actions('MEMBER#new')).toEqual(['inviteMember']);
  expect(await table().pending()).toContainEqual(expect.objectContaining({ sk: 'MEMBER#new' }));
});

test.each([
  'SET #role = :is',
  'REMOVE ghost SET #role = :is',
  'set #role = :is REMOVE ghost',
  'REMOVE ghost',
])('an update that says “%s” adds its event behind the ones before', async (expression) => {
  const sk = `MEMBER#${expression}`;
  await table().put(sk, 'first');
  expect(await table().update(sk, 'second', expression)).toBe(true);
  expect(await table().actions(sk)).toEqual(['first', 'second']);
});

test('a change whose condition fails leaves no event', async () => {
  await table().put('MEMBER#other', 'first');
  await table().update('MEMBER#other', 'second', 'SET #role = :is');
  expect(await table().update('MEMBER#other', 'third', 'SET #role = :is')).toBe(false);
  expect(await table().actions('MEMBER#other')).toEqual(['first', 'second']);
});

test('an item with events in it is not replaced', async () => {
  await table().put('MEMBER#kept', 'first');
  expect(await table().put('MEMBER#kept', 'second')).toBe(false);
  expect(await table().put('MEMBER#kept', 'second', 'attribute_exists(pk) OR attribute_exists(sk)')).toBe(
    false,
  );
  expect(await table().actions('MEMBER#kept')).toEqual(['first']);
});

test('an event that comes with no change is an item of its own', async () => {
  await table().record('signIn');
  const items = await table().pending();
  expect(items).toContainEqual(
    expect.objectContaining({ pk: expect.stringMatching(/^EVENT#aud_/), sk: 'EVENT', auditOnly: true }),
  );
});

test('an event says who, what, when and under which trace', () => {
  expect(eventOf('changeMember')).toEqual({
    id: expect.stringMatching(/^aud_[0-9a-hjkmnp-tv-z]{26}$/),
    tenantId: 'tnt_acme',
    at: '2026-01-01T00:00:00.000Z',
    actor: { kind: 'user', id: 'usr_ada' },
    action: 'changeMember',
    resource: { kind: 'Member', id: 'usr_bob' },
    outcome: 'done',
    traceId: '1-trace',
  });
  expect(actorOf({ userId: 'key_1' })).toEqual({ kind: 'api-key', id: 'key_1' });
});
