import { constants, generateKeyPairSync, type KeyObject, privateEncrypt, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoKnownPlaces } from '../../lib/adapters/identity/openid/dynamo-known-places.ts';
import { toPublishedKey } from '../../lib/adapters/identity/openid/kms-key-maker.ts';
import { providerKeys } from '../../lib/adapters/identity/openid/kms-signing-key.ts';
import { openidService } from '../../lib/adapters/identity/openid/service.ts';
import { storedModels } from '../../lib/adapters/identity/openid/stored-models.ts';
import type { Account } from '../../lib/domain/identity/accounts.ts';
import type { SigningKey } from '../../lib/domain/identity/openid/signing-keys.ts';
import { startTables } from './tables.ts';

/** An event of the log, as `action` and outcome. */
export interface NotedEvent {
  readonly what: 'signedIn' | 'approved' | 'denied' | 'signedOut' | 'reused';
  readonly userId: string;
}

/**
 * The provider over real tables on a real port, with keys in this process and accounts of one's own.
 * @param publicUrl where browsers believe it to be, when it is not this port
 */
export async function startOpenid(accounts: readonly Account[], publicUrl?: string) {
  const { tables, cloud } = await startTables({
    Identity: { partition: 'pk', sort: 'sk' },
    OpenId: { partition: 'pk' },
  });
  const kms = fakeKms();
  const present = new Map(accounts.map((account) => [account.userId, account]));
  const events: NotedEvent[] = [];
  let keys: readonly SigningKey[] = [kms.make('current')];
  let version = 1;
  let ahead = 0;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const edge = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const note = (what: NotedEvent['what']) => async (userId: string) => {
    events.push({ what, userId });
  };
  const service = openidService({
    issuer: `${publicUrl ?? edge}/oidc`,
    edgeUrl: publicUrl ?? edge,
    cookieKeys: async () => ['a secret of the test'],
    rings: { read: async () => ({ version, keys }) },
    models: storedModels(tables.OpenId),
    signingKeys: (ring) => providerKeys(ring, kms.client),
    accounts: {
      findByUserId: async (userId) => present.get(userId),
      findByEmail: async (email) => [...present.values()].find((account) => account.email === email),
    },
    passwords: {
      hash: async (password) => `hash of ${password}`,
      verify: async (password, hash) => hash === `hash of ${password}`,
    },
    attempts: dynamoAttempts(tables.Identity),
    places: dynamoKnownPlaces(tables.Identity),
    events: {
      signedIn: ({ userId }) => note('signedIn')(userId),
      deviceAnswered: ({ userId }, _client, approved) => note(approved ? 'approved' : 'denied')(userId),
      signedOut: note('signedOut'),
      reused: ({ accountId = '' }) => note('reused')(accountId),
    },
    now: () => Date.now() + ahead,
  });
  server.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', edge);
    // Whoever connects is who the header says, as behind the edge.
    const viewer = String(request.headers['x-test-address'] ?? '192.0.2.1');
    const reply = await service.answer(
      toEvent(request.method ?? 'GET', url, request.headers, Buffer.concat(chunks)),
      { peer: '198.51.100.1', viewer },
    );
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
    if (reply.cookies) response.setHeader('set-cookie', reply.cookies);
    response.writeHead(reply.statusCode).end(reply.body);
  });
  return {
    edge,
    issuer: `${edge}/oidc`,
    events,
    accounts: present,
    tables,
    /** From now on the clock of everything but the library is so many milliseconds ahead. */
    advance: (milliseconds: number) => {
      ahead += milliseconds;
    },
    rotate: (change: (before: readonly SigningKey[], make: typeof kms.make) => readonly SigningKey[]) => {
      keys = change(keys, kms.make);
      version += 1;
      ahead += 61_000;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await cloud[Symbol.asyncDispose]();
    },
  };
}

function toEvent(
  method: string,
  url: URL,
  headers: NodeJS.Dict<string | string[]>,
  body: Buffer,
): APIGatewayProxyEventV2 {
  const { cookie, ...others } = headers;
  const flat = Object.entries(others).map(([name, value]) => [name, String(value)]);
  return {
    version: '2.0',
    routeKey: `${method} /oidc/{proxy+}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(flat),
    ...(cookie ? { cookies: String(cookie).split('; ') } : {}),
    requestContext: { http: { method, path: url.pathname } },
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    isBase64Encoded: true,
  } as unknown as APIGatewayProxyEventV2;
}

/** ASN.1 header of a SHA-256 DigestInfo (RFC 8017, section 9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function fakeKms() {
  const pairs = new Map<string, KeyObject>();
  const send = async ({ input }: { input: { KeyId: string; Message: Uint8Array } }) => {
    const key = pairs.get(input.KeyId);
    if (!key) throw new Error('there is no such key');
    return { Signature: privateEncrypt({ key, padding }, Buffer.concat([digestInfo, input.Message])) };
  };
  return {
    client: { send } as unknown as KMSClient,
    make(state: SigningKey['state']): SigningKey {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const keyId = randomUUID();
      pairs.set(keyId, privateKey);
      const published = toPublishedKey(publicKey.export({ type: 'spki', format: 'der' }));
      return { keyId, published, state, since: 0 };
    },
  };
}

const padding = constants.RSA_PKCS1_PADDING;
