import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyTextOf } from '../../../../test/fakes/admission-ports.ts';
import { startTables } from '../../../../test/fakes/tables.ts';
import type { Audited } from '../../../contracts/audit/audited.ts';
import { readPolicies } from '../../../domain/identity/authorization/read-policies.ts';
import { writePolicies } from '../../../domain/identity/authorization/write-policies.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { auditRefusals } from './audit-refusals.ts';
import { cedarEngine } from './cedar.ts';
import { dynamoApiKeys } from './dynamo-api-keys.ts';
import { recentPolicies } from './dynamo-policies.ts';
import { dynamoResources } from './dynamo-resources.ts';
import { dynamoStates } from './dynamo-states.ts';
import { tenantEntries, tenantHomes } from './dynamo-tenant-directory.ts';
import { guideAccess } from './guide-access.ts';
import { dynamoPolicyStore } from './policy-store.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity' | 'Recording' | 'Directory'>>>;
let identities: Table;

beforeAll(async () => {
  started = await startTables({
    Identity: { partition: 'pk', sort: 'sk' },
    Recording: { partition: 'recordingId' },
    Directory: { partition: 'tenantId' },
  });
  identities = started.tables.Identity;
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const put = (Item: Record<string, unknown>, table = identities) =>
  table.client.send(new PutCommand({ TableName: table.name, Item }));
const audited: Audited = {
  tenantId: 'tnt_1',
  actor: { kind: 'user', id: 'usr_1' },
  action: 'setCollaborators',
  resource: { kind: 'Guide', id: 'gde_1' },
};

describe('who may come in', () => {
  test('tenants and members are read as they are written; what is not as it should be is none', async () => {
    const pk = 'TENANT#tnt_states';
    await put({ pk, sk: 'TENANT', plan: 'PROFESSIONAL', status: 'active' });
    await put({ pk, sk: 'MEMBER#usr_1', role: 'editor', status: 'active', notBefore: 7 });
    await put({ pk, sk: 'MEMBER#usr_2', role: 'editor', status: 'removed', notBefore: 0 });
    await put({ pk, sk: 'MEMBER#usr_3', role: 'emperor', status: 'active' });
    const { tenants, members } = dynamoStates(identities);
    expect(await tenants.find('tnt_states')).toEqual({ plan: 'PROFESSIONAL', active: true });
    expect(await tenants.find('tnt_none')).toBeUndefined();
    expect(await members.find('tnt_states', 'usr_1')).toEqual({ role: 'editor', active: true, notBefore: 7 });
    expect(await members.find('tnt_states', 'usr_2')).toMatchObject({ active: false });
    for (const userId of ['usr_3', 'usr_4']) expect(await members.find('tnt_states', userId)).toBeUndefined();
    expect(await members.find('tnt_other', 'usr_1')).toBeUndefined();
  });

  test('a key is found by its whole text and nothing less', async () => {
    const [tenant, key] = ['1'.padEnd(26, '0'), '2'.padEnd(26, '0')];
    const hash = async (text: string) => `hash of ${text}`;
    const text = keyTextOf('1', '2');
    const createdAt = '2026-01-01T00:00:00.000Z';
    await put({
      ...{
        pk: `TENANT#tnt_${tenant}`,
        sk: `KEY#key_${key}`,
        name: 'a',
        prefix: 'gw_',
        scopes: ['guides:read'],
      },
      ...{
        createdBy: 'usr_1',
        createdAt,
        endsAt: createdAt,
        revokedAt: null,
        lastUsedAt: null,
        hash: await hash(text),
      },
    });
    const keys = dynamoApiKeys(identities, hash);
    const found = await keys.find(text);
    expect(found).toMatchObject({
      ...{ id: `key_${key}`, tenantId: `tnt_${tenant}`, scopes: ['guides:read'] },
      endsAt: Date.parse(createdAt),
    });
    for (const wrong of [keyTextOf('1', '2', 'x'), keyTextOf('1', '3'), keyTextOf('2', '2'), `${text}x`, ''])
      expect(await keys.find(wrong)).toBeUndefined();
    if (!found) throw new Error('unreachable');
    await keys.noteUse(found, new Date(createdAt));
    expect(await dynamoApiKeys(identities, hash).find(text)).toMatchObject({ lastUsedAt: createdAt });
    await keys.noteUse({ ...found, id: 'key_gone' }, new Date());
  });

  test('a tenant’s home is entered once, and read by every region', async () => {
    const { Directory } = started.tables;
    const home = { region: 'us-east-1', apiUrl: 'https://api', edgeUrl: 'https://edge' };
    await tenantEntries(Directory, home).put('tnt_1');
    await tenantEntries(Directory, { ...home, region: 'eu-central-1' }).put('tnt_1');
    expect(await tenantHomes(Directory).find('tnt_1')).toEqual(home);
    expect(await tenantHomes(Directory).find('tnt_2')).toBeUndefined();
  });

  test('a refusal is put on record for the log', async () => {
    await auditRefusals(identities).refused({ ...audited, outcome: 'refused' });
  });
});

describe('what is decided by of guides and recordings', () => {
  test('a guide is claimed once; who works on it is set only where there is one', async () => {
    const access = guideAccess(identities);
    await access.claim({ tenantId: 'tnt_1', guideId: 'gde_1', createdBy: 'usr_1' });
    await access.claim({ tenantId: 'tnt_1', guideId: 'gde_1', createdBy: 'usr_2' });
    const claimed = { createdBy: 'usr_1', sensitive: false, collaborators: [] };
    expect(await access.find('tnt_1', 'gde_1')).toEqual(claimed);
    const collaborators = [{ userId: 'usr_3', role: 'editor' as const }];
    expect(await access.set('tnt_1', 'gde_1', { sensitive: true, collaborators }, audited)).toBe(true);
    expect(await access.find('tnt_1', 'gde_1')).toEqual({
      createdBy: 'usr_1',
      sensitive: true,
      collaborators,
    });
    expect(await access.set('tnt_2', 'gde_1', { sensitive: true, collaborators }, audited)).toBe(false);
    expect(await access.find('tnt_2', 'gde_1')).toBeUndefined();
  });

  test('of a guide that is gone nothing is said any more, and its recording stays as sensitive until it goes too', async () => {
    const access = guideAccess(identities);
    const guideId = 'gde_gone';
    await access.claim({ tenantId: 'tnt_1', guideId, createdBy: 'usr_1' });
    await access.set('tnt_1', guideId, { sensitive: true, collaborators: [] }, audited);
    const at = new Date('2026-03-01T10:00:00Z');
    await access.forget('tnt_1', guideId, at);
    await access.forget('tnt_1', guideId, new Date('2026-04-01T10:00:00Z'));
    const Key = { pk: 'TENANT#tnt_1', sk: `GUIDE#${guideId}` };
    const { Item } = await identities.client.send(new GetCommand({ TableName: identities.name, Key }));
    expect(Item).toMatchObject({ deletedAt: at.toISOString(), auditOutbox: [expect.any(String)] });
    expect(Item?.expiresAt).toBe(at.getTime() / 1_000 + 100 * 86_400);
    expect(await access.find('tnt_1', guideId)).toBeUndefined();
    expect(await access.set('tnt_1', guideId, { sensitive: false, collaborators: [] }, audited)).toBe(false);
    const { Recording } = started.tables;
    expect(await dynamoResources(identities, Recording).guide('tnt_1', guideId)).toMatchObject({
      sensitive: true,
    });
    await access.forget('tnt_1', 'gde_never', at);
    expect(await access.attributes('tnt_1', 'gde_never')).toBeUndefined();
  });

  test('of a whole list they are found at once, more than one call holds', async () => {
    const access = guideAccess(identities);
    const ids = Array.from({ length: 130 }, (_, index) => `gde_many${index}`);
    for (const guideId of ids) await access.claim({ tenantId: 'tnt_1', guideId, createdBy: `of ${guideId}` });
    const found = await access.findAll('tnt_1', [...ids, ...ids, 'gde_none']);
    expect([...found.keys()].sort()).toEqual(ids.toSorted());
    expect(found.get('gde_many129')).toMatchObject({ createdBy: 'of gde_many129' });
    expect(await access.findAll('tnt_2', ids)).toEqual(new Map());
  });

  test('a recording says whose it is', async () => {
    const { Recording } = started.tables;
    const owner = { tenantId: 'tnt_1', createdBy: 'usr_1', guideId: 'gde_1' };
    await put({ recordingId: 'rec_1', ...owner, status: 'recording' }, Recording);
    const resources = dynamoResources(identities, Recording);
    expect(await resources.recording('rec_1')).toEqual(owner);
    expect(await resources.recording('rec_2')).toBeUndefined();
  });
});

describe('a tenant’s policies', () => {
  const caller = { tenantId: 'tnt_policies', userId: 'usr_1' };
  const ports = () => ({ store: dynamoPolicyStore(identities), engine: cedarEngine(), now: () => 0 });
  const policy = (id: string) => ({ id, description: '', text: 'permit (principal, action, resource);' });
  const write = (version: number, ...ids: string[]) =>
    writePolicies(ports(), caller, { version, policies: ids.map(policy) });

  test('are kept, version by version', async () => {
    expect(await readPolicies(ports().store, caller.tenantId, undefined)).toMatchObject({
      value: { version: 0, policies: [], updatedAt: null },
    });
    expect(await recentPolicies(identities).find(caller.tenantId)).toBeUndefined();
    for (const [version, ids] of [['a'], ['a', 'b'], []].entries())
      expect(await write(version, ...ids)).toMatchObject({ ok: true, value: { version: version + 1 } });
    const idsOf = async (version?: number) => {
      const read = await readPolicies(ports().store, caller.tenantId, version);
      return read.ok ? read.value.policies.map(({ id }) => id) : read.reason;
    };
    expect([await idsOf(1), await idsOf(2), await idsOf(3), await idsOf()]).toEqual([
      ['a'],
      ['a', 'b'],
      [],
      [],
    ]);
    expect(await idsOf(4)).toBe('not-found');
    expect(await recentPolicies(identities).find(caller.tenantId)).toMatchObject({
      version: 3,
      policies: [],
    });
  });

  test('are replaced by one of those who write at the same moment', async () => {
    const outcomes = await Promise.all(['x', 'y', 'z'].map((id) => write(3, id)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'version-changed')).toHaveLength(2);
    expect(await write(3, 'late')).toEqual({ ok: false, reason: 'version-changed' });
  });
});
