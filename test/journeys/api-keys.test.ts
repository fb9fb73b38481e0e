import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAuditResponse } from '../../lib/contracts/audit/entry.ts';
import { type CreateApiKeyResponse, createApiKeyResponse } from '../../lib/contracts/identity/api-key.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
beforeAll(async () => {
  product = await startProductCloud(undefined, { plan: 'PROFESSIONAL' });
});
afterAll(() => product?.[Symbol.asyncDispose]());

const callWith = (secret: string, path = '/v1/guides', method = 'GET') =>
  fetch(`${product.api}${path}`, { method, headers: { 'x-api-key': secret } });

async function make(wanted: object = {}): Promise<CreateApiKeyResponse> {
  const body = { name: 'Script', scopes: ['guides:read'], ...wanted };
  return createApiKeyResponse.parse(await (await product.call('POST', '/v1/api-keys', body)).json());
}

test('a key that was made over the API reads guides, and only what its scopes name', async () => {
  const { key, secret } = await make();
  const answer = await callWith(secret);
  expect([answer.status, await answer.json()]).toEqual([200, { guides: [] }]);
  expect((await callWith(secret, '/v1/recordings')).status).toBe(403);
  expect((await callWith(secret, '/v1/api-keys')).status).toBe(403);
  expect((await callWith(`${secret.slice(0, -1)}_`)).status).toBe(401);
  const listed = await (await product.call('GET', '/v1/api-keys')).json();
  const shown = listed.keys.find(({ id }: { id: string }) => id === key.id);
  expect(shown).toMatchObject({ name: 'Script', prefix: key.prefix, lastUsedAt: expect.any(String) });
  expect(JSON.stringify(listed)).not.toContain(secret);
});

test('a burst is answered with 429 and when to come back, and whoever comes back then is let in', async () => {
  const { secret } = await make({ requestsPerMinute: 12 });
  const answers = await Promise.all(Array.from({ length: 30 }, () => callWith(secret)));
  const passed = answers.filter(({ status }) => status === 200);
  const limited = answers.filter(({ status }) => status === 429);
  expect(passed.length + limited.length).toBe(30);
  // A token comes back each five seconds; the burst may take longer than one of them.
  expect(passed.length).toBeGreaterThanOrEqual(12);
  expect(passed.length).toBeLessThanOrEqual(14);
  expect(passed[0]?.headers.get('ratelimit-policy')).toBe('"key";q=12;w=60');
  expect(passed[0]?.headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=\d+$/);
  const [refused] = limited;
  expect(refused?.headers.get('ratelimit')).toMatch(/^"key";r=0;t=[1-5]$/);
  expect(refused?.headers.get('content-type')).toBe('application/problem+json');
  const wait = Number(refused?.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(5);
  await new Promise((resolve) => setTimeout(resolve, wait * 1_000));
  expect((await callWith(secret)).status).toBe(200);
});

test('one key’s burst leaves the other key and the people of the tenant alone', async () => {
  const [busy, calm] = [await make({ requestsPerMinute: 1 }), await make()];
  await Promise.all(Array.from({ length: 5 }, () => callWith(busy.secret)));
  expect((await callWith(busy.secret)).status).toBe(429);
  expect((await callWith(calm.secret)).status).toBe(200);
  expect((await product.call('GET', '/v1/guides')).status).toBe(200);
});

test('a rotated key works on for the overlap beside its successor', async () => {
  const { key, secret } = await make();
  const rotated = await product.call('POST', `/v1/api-keys/${key.id}/rotate`, { overlapSeconds: 600 });
  expect(rotated.status).toBe(201);
  const { secret: next } = createApiKeyResponse.parse(await rotated.json());
  expect([(await callWith(secret)).status, (await callWith(next)).status]).toEqual([200, 200]);
  const again = await product.call('POST', `/v1/api-keys/${key.id}/rotate`, {});
  expect([again.status, (await again.json()).type]).toEqual([
    409,
    'https://guidewright.dev/problems/already-rotated',
  ]);
});

test('a revoked key is refused by every worker within a minute', async () => {
  const { key, secret } = await make();
  expect((await callWith(secret)).status).toBe(200);
  expect((await product.call('DELETE', `/v1/api-keys/${key.id}`)).status).toBe(204);
  const revokedAt = Date.now();
  await eventually(
    async () => Promise.all(Array.from({ length: 4 }, async () => (await callWith(secret)).status)),
    (statuses) => statuses.every((status) => status === 401),
    60_000,
  );
  expect(Date.now() - revokedAt).toBeLessThan(60_000);
});

test('what was done with keys is in the log, by whom, and no key is', async () => {
  const { key, secret } = await make();
  await product.call('DELETE', `/v1/api-keys/${key.id}`);
  const read = async () => {
    const answer = await product.call('GET', `/v1/audit?resource=${key.id}`);
    return listAuditResponse.parse(await answer.json()).entries;
  };
  const entries = await eventually(read, ({ length }) => length === 2);
  expect(entries.map(({ action }) => action).sort()).toEqual(['createApiKey', 'revokeApiKey']);
  expect(JSON.stringify(entries)).not.toContain(secret.slice(-43));
});
