import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../../test/fakes/tables.ts';
import { standardRules } from '../../contracts/redaction/policy.ts';
import { re2Check } from '../../domain/redaction/policy/re2-check.ts';
import { readPolicy } from '../../domain/redaction/policy/read-policy.ts';
import { writePolicy } from '../../domain/redaction/policy/write-policy.ts';
import type { Table } from '../../runtime/document-client.ts';
import { policyPlace } from './policy-items.ts';
import { dynamoPolicyStore } from './policy-store.ts';
import { tenantPolicies } from './tenant-policies.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
let identities: Table;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
  identities = started.tables.Identity;
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const write = (tenantId: string, text: string, revision: number) =>
  writePolicy(
    { store: dynamoPolicyStore(identities), check: re2Check, now: () => 0 },
    { tenantId, userId: 'usr_1' },
    { ...standardRules, always: [{ match: 'exact', text }], revision },
  );

test('each revision is kept, the present one with its event for the log', async () => {
  expect(await write('tnt_1', 'one', 0)).toMatchObject({ ok: true });
  expect(await write('tnt_1', 'two', 1)).toMatchObject({ ok: true });
  const store = dynamoPolicyStore(identities);
  expect(await readPolicy(store, 'tnt_1', {})).toMatchObject({
    value: { policy: { always: [{ text: 'two' }] } },
  });
  expect(await readPolicy(store, 'tnt_1', { revision: '1' })).toMatchObject({
    value: { policy: { always: [{ text: 'one' }], revision: 1 } },
  });
  const { Item } = await identities.client.send(
    new GetCommand({ TableName: identities.name, Key: policyPlace('tnt_1') }),
  );
  expect(Item).toMatchObject({ auditPending: 'pending' });
  expect(Item?.auditOutbox).toHaveLength(2);
});

test('of two who write at once, one does', async () => {
  const outcomes = await Promise.all([write('tnt_2', 'one', 0), write('tnt_2', 'two', 0)]);
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test('those who hide have the company’s rules, and the standard where there are none', async () => {
  await write('tnt_3', 'Halcyon', 0);
  const policies = tenantPolicies(identities.name, identities);
  expect((await policies.read('tnt_3')).find('Halcyon')).toHaveLength(1);
  expect((await policies.read('tnt_4')).find('Halcyon')).toHaveLength(0);
});

test('rules that cannot be read are no reason to hide less: whoever asks is not answered', async () => {
  const place = policyPlace('tnt_5');
  await identities.client.send(
    new PutCommand({
      TableName: identities.name,
      Item: { ...place, revision: 1, rules: { strictness: 'none' } },
    }),
  );
  await expect(tenantPolicies(identities.name, identities).read('tnt_5')).rejects.toThrow();
  await expect(tenantPolicies('Elsewhere', identities).read('tnt_1')).rejects.toThrow();
});
