import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiKeyPorts } from '../../../../test/fakes/api-keys.ts';
import { startTables } from '../../../../test/fakes/tables.ts';
import { placesTaken } from '../../../contracts/identity/api-key.ts';
import { addApiKey, type WantedKey } from '../../../domain/identity/api-keys/add-api-key.ts';
import type { ApiKeyPorts } from '../../../domain/identity/api-keys/api-keys.ts';
import { revokeApiKey } from '../../../domain/identity/api-keys/revoke-api-key.ts';
import { rotateApiKey } from '../../../domain/identity/api-keys/rotate-api-key.ts';
import { newIdentifier } from '../../../runtime/identifier.ts';
import { identityItems } from '../identity-items.ts';
import { apiKeyPlace } from './api-key-item.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
const clock = { now: 0 };
let tenantId: string;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());
beforeEach(() => {
  clock.now = Date.parse('2026-03-01T12:00:00Z');
  tenantId = newIdentifier('tnt');
});

const day = 24 * 3_600_000;
const admin = () => ({ userId: 'usr_1', tenantId, role: 'admin' as const });
const ports = () => apiKeyPorts(started.tables.Identity, clock, 'PROFESSIONAL');
const withKeys = (part: Partial<ApiKeyPorts['apiKeys']>): ApiKeyPorts => ({
  ...ports(),
  apiKeys: { ...ports().apiKeys, ...part },
});
const keys = () => ports().apiKeys.list(tenantId);

async function make(wanted: Partial<WantedKey> = {}) {
  const made = await addApiKey(ports(), admin(), { name: 'Script', scopes: ['guides:read'], ...wanted });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
const tryToRotate = (id: string, overlap = 60, by = ports()) => rotateApiKey(by, admin(), id, overlap);
async function rotate(id: string, overlap: number) {
  const rotated = await tryToRotate(id, overlap);
  if (!rotated.ok) throw new Error(rotated.reason);
  return rotated.value;
}
const rotatedTo = (successor: string) => ({
  ok: false,
  reason: 'already-rotated',
  detail: `Its successor is ${successor}.`,
});

test('a successor has the same name, scopes and term', async () => {
  const { key } = await make({ expiresAt: '2026-03-31T12:00:00Z', requestsPerMinute: 30 });
  clock.now += 5 * day;
  const { key: successor } = await rotate(key.id, 3_600);
  expect(successor).toMatchObject({
    name: 'Script',
    scopes: ['guides:read'],
    requestsPerMinute: 30,
    expiresAt: '2026-04-05T12:00:00.000Z',
  });
  expect(await ports().apiKeys.find(tenantId, key.id)).toMatchObject({
    replacedBy: successor.id,
    expiresAt: '2026-03-06T13:00:00.000Z',
  });
});

test('a key that was rotated is not rotated again, and whoever asks learns which key took its place', async () => {
  const { key } = await make();
  const { key: successor } = await rotate(key.id, 60);
  const again = await tryToRotate(key.id);
  expect(again).toEqual(rotatedTo(successor.id));
  clock.now += 30 * day;
  expect(await tryToRotate(key.id)).toEqual(again);
});

test('the old key never works past its own end', async () => {
  const { key } = await make({ expiresAt: '2026-03-01T12:10:00Z' });
  await rotate(key.id, 3_600);
  expect((await ports().apiKeys.find(tenantId, key.id))?.expiresAt).toBe('2026-03-01T12:10:00.000Z');
});

test('a key of another tenant, or one that was revoked or has ended, is not rotated', async () => {
  const { key } = await make({ expiresAt: '2026-03-02T12:00:00Z' });
  const stranger = { ...admin(), tenantId: newIdentifier('tnt') };
  expect(await rotateApiKey(ports(), stranger, key.id, 0)).toMatchObject({ reason: 'not-found' });
  expect(await revokeApiKey(ports(), stranger, key.id)).toMatchObject({ reason: 'not-found' });
  const other = await make();
  await revokeApiKey(ports(), admin(), other.key.id);
  clock.now += 2 * day;
  for (const { id } of [key, other.key])
    expect(await tryToRotate(id)).toMatchObject({ reason: 'already-revoked' });
});

describe('several rotations of a key at the same moment', () => {
  const fifty = (id: string, by = ports()) =>
    Promise.all(Array.from({ length: 50 }, () => tryToRotate(id, 60, by)));

  test('make one successor; all others are told its id, and nobody its text', async () => {
    const { key } = await make();
    const outcomes = await fifty(key.id);
    const [, successor] = (await keys()).sort((one) => (one.id === key.id ? -1 : 1));
    expect(await keys()).toHaveLength(2);
    const [made, ...more] = outcomes.filter(({ ok }) => ok);
    expect([made, more]).toMatchObject([{ value: { key: { id: successor?.id } } }, []]);
    for (const outcome of outcomes.filter(({ ok }) => !ok))
      expect(outcome).toEqual(rotatedTo(successor?.id ?? ''));
  });

  test('control: were a key put where one is already, many would be told a text, and one of those would work', async () => {
    const { key } = await make();
    const overwriting = withKeys({
      add: async (...args) => {
        await ports().apiKeys.add(...args);
        return true;
      },
    });
    expect((await fifty(key.id, overwriting)).filter(({ ok }) => ok).length).toBeGreaterThan(1);
  });

  /** Rotates as `first`, who is held up between marking the key and making its successor while another rotates it. */
  async function oneBetween(id: string, first: ApiKeyPorts, second: ApiKeyPorts) {
    let overtaken: ReturnType<typeof tryToRotate> | undefined;
    const heldUp = {
      ...first,
      apiKeys: {
        ...first.apiKeys,
        add: async (...args: Parameters<ApiKeyPorts['apiKeys']['add']>) => {
          overtaken ??= tryToRotate(id, 60, second);
          await overtaken;
          return first.apiKeys.add(...args);
        },
      },
    };
    return [await tryToRotate(id, 60, heldUp), await overtaken];
  }

  test('make one successor also where one comes between the two steps of the other', async () => {
    const { key } = await make();
    const outcomes = await oneBetween(key.id, ports(), ports());
    expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(1);
    expect(await keys()).toHaveLength(2);
  });

  test('control: were the mark moved to a successor of one’s own, there would be two, one of them nobody’s', async () => {
    const { key } = await make();
    const items = identityItems(started.tables.Identity);
    const marking = withKeys({
      find: async (tenant, id) => {
        const found = await ports().apiKeys.find(tenant, id);
        const successor = found?.replacedBy && (await ports().apiKeys.find(tenant, found.replacedBy));
        const marks = found?.replacedBy && !successor && !marked.has(found.replacedBy);
        return found && marks ? { ...found, replacedBy: null } : found;
      },
      replace: async ({ id }, { by }) => {
        marked.clear();
        marked.add(by);
        return items.change(apiKeyPlace(tenantId, id), {
          update: 'SET replacedBy = :by, endsAt = :endsAt',
          values: { ':by': by, ':endsAt': new Date(clock.now).toISOString() },
        });
      },
    });
    const marked = new Set<string>();
    const heldUp = withKeys({ add: ports().apiKeys.add });
    const outcomes = await oneBetween(key.id, heldUp, marking);
    expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(2);
    expect(await keys()).toHaveLength(3);
  });
});

describe('a rotation that broke off between its steps', () => {
  const breakOff = async (id: string, overlap: number) => {
    const dying = withKeys({ add: () => Promise.reject(new Error('died')) });
    await expect(tryToRotate(id, overlap, dying)).rejects.toThrow('died');
  };

  test.each([0, 60])('is gone on with by the next, after an overlap of %i s as well', async (overlap) => {
    const { key } = await make({ expiresAt: '2026-03-31T12:00:00Z' });
    await breakOff(key.id, overlap);
    clock.now += 3_600_000;
    const { key: successor } = await rotate(key.id, overlap);
    expect(successor.expiresAt).toBe('2026-03-31T12:00:00.000Z');
    expect(await keys()).toHaveLength(2);
    expect(await tryToRotate(key.id)).toEqual(rotatedTo(successor.id));
  });

  test('keeps the place of the successor, and gives it up when the key is long gone or was revoked', async () => {
    const [one, other] = [await make(), await make()];
    await breakOff(one.key.id, 0);
    await breakOff(other.key.id, 0);
    const taken = async () => placesTaken(await keys(), clock.now);
    expect(await taken()).toBe(2);
    await revokeApiKey(ports(), admin(), other.key.id);
    expect(await taken()).toBe(1);
    expect(await tryToRotate(other.key.id)).toMatchObject({ reason: 'already-revoked' });
    clock.now += day;
    expect(await taken()).toBe(0);
    expect(await tryToRotate(one.key.id)).toMatchObject({ reason: 'already-revoked' });
  });
});
