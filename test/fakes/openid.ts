import { constants, generateKeyPairSync, type KeyObject, privateEncrypt, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KMSClient } from '@aws-sdk/client-kms';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoKnownPlaces } from '../../lib/adapters/identity/openid/dynamo-known-places.ts';
import { dynamoFailedSignIns } from '../../lib/adapters/identity/openid/failed-sign-ins.ts';
import { toPublishedKey } from '../../lib/adapters/identity/openid/kms-key-maker.ts';
import { providerKeys } from '../../lib/adapters/identity/openid/kms-signing-key.ts';
import { openidService } from '../../lib/adapters/identity/openid/service.ts';
import { storedModels } from '../../lib/adapters/identity/openid/stored-models.ts';
import { edgeProofHeader } from '../../lib/contracts/api/edge-proof.ts';
import type { Account } from '../../lib/domain/identity/accounts.ts';
import type { SigningKey } from '../../lib/domain/identity/openid/signing-keys.ts';
import { httpEvent } from './http-event.ts';
import { answerHere } from './sdk-client.ts';
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
  let meanwhile = async () => {};
  const now = () => Date.now() + ahead;
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
    edgeSecrets: async () => [edgeSecret],
    rings: { read: async () => ({ version, keys }) },
    models: storedModels(tables.OpenId),
    signingKeys: (ring) => providerKeys(ring, kms.client),
    accounts: {
      findByUserId: async (userId) => present.get(userId),
      findByEmail: async (email) => [...present.values()].find((account) => account.email === email),
    },
    passwords: {
      hash: async (password) => `hash of ${password}`,
      async verify(password, hash) {
        await meanwhile();
        meanwhile = async () => {};
        return hash === `hash of ${password}`;
      },
    },
    attempts: dynamoAttempts(tables.Identity),
    places: dynamoKnownPlaces(tables.Identity),
    failures: dynamoFailedSignIns(tables.Identity),
    events: {
      signedIn: ({ userId }) => note('signedIn')(userId),
      deviceAnswered: ({ userId }, _client, approved) => note(approved ? 'approved' : 'denied')(userId),
      signedOut: note('signedOut'),
      reused: ({ accountId = '' }) => note('reused')(accountId),
    },
    now,
  });
  server.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const call = toEvent(request.method ?? 'GET', { path, query }, request.headers, Buffer.concat(chunks));
    const reply = await service.answer(throughDoor(call));
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
    now,
    /** Happens once, when the next password is looked at. */
    whileChecking: (happens: () => Promise<void>) => {
      meanwhile = happens;
    },
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

const edgeSecret = 'a secret of the test and its edge';
const edgeServer = '198.51.100.1';

/**
 * As the event reaches the function: through the edge from the address in `x-test-address`, or from the one in
 * `x-test-direct` past it, with whatever headers the caller made up.
 */
function throughDoor(event: APIGatewayProxyEventV2): APIGatewayProxyEventV2 {
  const { 'x-test-address': viewer = '192.0.2.1', 'x-test-direct': direct, ...headers } = event.headers;
  const sourceIp = direct ?? edgeServer;
  const chain = [headers['x-forwarded-for'], ...(direct ? [] : [viewer]), sourceIp];
  return {
    ...event,
    headers: {
      ...headers,
      'x-forwarded-for': chain.filter(Boolean).join(', '),
      ...(direct ? {} : { [edgeProofHeader]: edgeSecret }),
    },
    requestContext: {
      ...event.requestContext,
      http: { ...event.requestContext.http, sourceIp },
    },
  };
}

function toEvent(
  method: string,
  { path, query }: { readonly path: string; readonly query: string },
  headers: NodeJS.Dict<string | string[]>,
  body: Buffer,
): APIGatewayProxyEventV2 {
  const { cookie, ...others } = headers;
  const flat = Object.entries(others).map(([name, value]) => [name, String(value)]);
  return httpEvent({
    method,
    admission: null,
    // Decoded, as API Gateway gives it.
    rawPath: decodeURIComponent(path),
    rawQueryString: query,
    headers: Object.fromEntries(flat),
    ...(cookie ? { cookies: String(cookie).split('; ') } : {}),
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    isBase64Encoded: true,
  });
}

/** ASN.1 header of a SHA-256 DigestInfo (RFC 8017, section 9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function fakeKms() {
  const pairs = new Map<string, KeyObject>();
  const client = new KMSClient();
  answerHere(client, async (input) => {
    const key = 'KeyId' in input && pairs.get(String(input.KeyId));
    if (!key || !('Message' in input) || !input.Message) throw new Error('there is nothing to sign, or with');
    const Signature = privateEncrypt({ key, padding }, Buffer.concat([digestInfo, input.Message]));
    return { $metadata: {}, Signature };
  });
  return {
    client,
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
