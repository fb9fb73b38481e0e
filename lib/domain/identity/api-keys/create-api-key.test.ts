import { expect, test } from 'vitest';
import { type CreateApiKeyPorts, createApiKey, type StoredApiKey } from './create-api-key.ts';

function keyPorts() {
  const kept = new Map<string, StoredApiKey>();
  const events: unknown[] = [];
  const ports: CreateApiKeyPorts = {
    apiKeys: {
      add: async (key, audited) => {
        if (kept.has(key.id)) return false;
        kept.set(key.id, key);
        events.push(audited);
        return true;
      },
    },
    keySecrets: { create: () => 'S'.repeat(43), hash: async (text) => `keyed hash of ${text.length}` },
    now: () => Date.UTC(2026, 0, 1),
  };
  return { ports, kept, events };
}

const request = {
  ...{ tenantId: `tnt_${'t'.repeat(26)}`, keyId: `key_${'k'.repeat(26)}`, name: 'CI', createdBy: 'usr_1' },
  scopes: ['guides:read', 'recordings:write'],
} as const;
const actor = { kind: 'user', id: 'usr_1' } as const;

test('the whole key is told once; kept are its first characters and a keyed hash', async () => {
  const { ports, kept } = keyPorts();
  const created = await createApiKey(ports, request, actor);
  expect(created?.secret).toBe(`gw_${'t'.repeat(26)}_${'k'.repeat(26)}_${'S'.repeat(43)}`);
  expect(created?.key).toMatchObject({
    id: request.keyId,
    prefix: `${created?.secret.slice(0, 61)}`,
    expiresAt: null,
  });
  const stored = kept.get(request.keyId);
  expect(stored).toMatchObject({ ...created?.key, hash: 'keyed hash of 100' });
  expect(JSON.stringify(stored)).not.toContain('S'.repeat(5));
});

test('a key of that id is not made a second time', async () => {
  const { ports, kept } = keyPorts();
  await createApiKey(ports, request, actor);
  expect(await createApiKey(ports, { ...request, name: 'other' }, actor)).toBeUndefined();
  expect(kept.get(request.keyId)?.name).toBe('CI');
});

test('making one is audited with its scopes, and without the key', async () => {
  const { ports, events } = keyPorts();
  await createApiKey(ports, request, actor);
  expect(events).toEqual([
    {
      ...{ tenantId: request.tenantId, actor, action: 'createApiKey' },
      resource: { kind: 'ApiKey', id: request.keyId },
      facts: { scopes: 'guides:read recordings:write' },
    },
  ]);
});
