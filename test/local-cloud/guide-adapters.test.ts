import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../lib/contracts/guides/draft.ts';
import type { HeldEvents } from '../../lib/domain/audit/drain-outbox.ts';
import type { StoredLink } from '../../lib/domain/share/link.ts';
import { dataParts } from '../../local/data/index.ts';
import { auditEventOf } from '../fakes/audit.ts';
import { draftStep, guideDraft, guideId, recordingId, stepImage, tenantId } from '../fakes/guide-draft.ts';
import { guideRecord } from '../fakes/guide-records.ts';
import { databaseResources } from './database-fixture.ts';
import { type StackFixture, startCloud, type TestCloud } from './harness.ts';

const table = (name: string, key: [string, string][], index?: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...key, ...(index ? [[index, 'S']] : [])].map(
      ([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      }),
    ),
    KeySchema: key.map(([AttributeName], i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
    ...(index
      ? {
          GlobalSecondaryIndexes: [
            {
              IndexName: 'byGuide',
              KeySchema: [{ AttributeName: index, KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
        }
      : {}),
  },
});
const stack: StackFixture = {
  Resources: {
    ...databaseResources,
    SigningSecret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } },
    Content: table('content', [
      ['guideId', 'S'],
      ['version', 'N'],
    ]),
    Link: table('link', [['linkId', 'S']], 'guideId'),
    Media: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'media' } },
    Published: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'published' } },
  },
};

let cloud: TestCloud;
let adapters: Awaited<ReturnType<typeof loadAdapters>>;
let env: Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>;

/** The adapters find the cloud as they do in a function: by the environment, when they are loaded. */
async function loadAdapters() {
  return {
    ...(await import('../../lib/adapters/guides/database.ts')),
    ...(await import('../../lib/adapters/guides/migrate.ts')),
    ...(await import('../../lib/adapters/guides/migrations.ts')),
    ...(await import('../../lib/adapters/guides/guide-records.ts')),
    ...(await import('../../lib/adapters/guides/guide-contents.ts')),
    ...(await import('../../lib/adapters/audit/database-outbox.ts')),
    ...(await import('../../lib/adapters/metering/counters/guide-count.ts')),
    ...(await import('../../lib/adapters/share/published-guides.ts')),
    ...(await import('../../lib/adapters/share/links.ts')),
    ...(await import('../../lib/adapters/share/publications.ts')),
    ...(await import('../../lib/adapters/share/signing-key-secret.ts')),
    shareContents: (await import('../../lib/runtime/saved-versions.ts')).savedVersions,
    deletion: (await import('../../lib/adapters/guides/publications.ts')).publications,
    storedPictures: (await import('../../lib/adapters/media/stored-pictures.ts')).storedPictures,
  };
}

beforeAll(async () => {
  cloud = await startCloud({ parts: dataParts, stacks: { Data: stack } });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_REGION: cloud.region,
    AWS_ACCESS_KEY_ID: cloud.client.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.client.credentials.secretAccessKey,
  });
  adapters = await loadAdapters();
  env = {
    DATABASE_ARN: cloud.references.identity('Data/Database').attributes.DBClusterArn ?? '',
    DATABASE_SECRET_ARN: cloud.references.identity('Data/Login').ref,
    DATABASE_NAME: 'guidewright',
  };
  await adapters.migrate(adapters.guideDatabase(env), adapters.migrations);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const records = () => adapters.guideRecords(adapters.guideDatabase(env));
const record = (changes: Parameters<typeof guideRecord>[0] = {}) => {
  const { publicationId, publishedVersion, ...rest } = guideRecord(changes);
  return rest;
};
const added = (number: number, changes: Parameters<typeof guideRecord>[0] = {}) =>
  record({
    id: `gde_${String(number).padStart(26, '0')}`,
    recordingId: `rec_${String(number).padStart(26, '0')}`,
    ...changes,
  });

test('migrating again, twice at once, changes nothing and loses nothing', async () => {
  await records().addVersion({ record: added(900), contentHash: 'a' });
  const database = () => adapters.guideDatabase(env);
  const more = [...adapters.migrations, { name: '0002-more', statements: ['create table more (id text)'] }];
  const applied = await Promise.all([
    adapters.migrate(database(), more),
    adapters.migrate(database(), more),
    adapters.migrate(database(), adapters.migrations),
  ]);
  expect(applied.slice(0, 2)).toEqual(['0002-more', '0002-more']);
  expect(await records().find(tenantId, added(900).id)).toBeDefined();
});

test('a migration that fails half-way leaves nothing behind', async () => {
  const database = adapters.guideDatabase(env);
  const broken = { name: '0003', statements: ['create table half (id text)', 'create tabel other ()'] };
  await expect(adapters.migrate(database, [...adapters.migrations, broken])).rejects.toThrow();
  const whole = { name: '0003', statements: ['create table half (id text)'] };
  await adapters.migrate(database, [...adapters.migrations, whole]);
});

test('a guide comes back as it was saved, and only to its tenant', async () => {
  const saved = added(1, {
    title: "O'Neil’s “guide” <é>",
    missing: ['Step 2 has no picture.'],
    coverKey: 'a/b',
  });
  expect(await records().addVersion({ record: saved, contentHash: 'a' })).toBe(1);
  expect(await records().find(tenantId, saved.id)).toEqual({
    ...saved,
    publicationId: null,
    publishedVersion: null,
  });
  expect(await records().find('tnt_2', saved.id)).toBeUndefined();
});

test('times are the same instants whatever zone the machine is in', async () => {
  const zone = process.env.TZ;
  const createdAt = new Date('2026-03-08T06:30:00.250Z');
  const saved = added(5, { createdAt, updatedAt: createdAt });
  try {
    process.env.TZ = 'America/New_York';
    expect(createdAt.getTimezoneOffset()).toBe(300);
    await records().addVersion({ record: saved, contentHash: 'a' });
    expect(await records().find(tenantId, saved.id)).toMatchObject({ createdAt, updatedAt: createdAt });
    await records().setStatus(tenantId, saved.id, 'published');
    const { updatedAt } = (await records().find(tenantId, saved.id)) ?? saved;
    expect(Math.abs(updatedAt.getTime() - Date.now())).toBeLessThan(3_600_000);
    process.env.TZ = 'Asia/Kolkata';
    expect(await records().find(tenantId, saved.id)).toMatchObject({ createdAt, updatedAt });
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('adding a version twice, also at once, keeps one row and one number', async () => {
  const saved = added(2);
  const numbers = await Promise.all(
    [1, 2, 3].map(() => records().addVersion({ record: saved, contentHash: 'a' })),
  );
  expect(numbers).toEqual([1, 1, 1]);
  expect(await records().versionOfRecording(tenantId, saved.id, saved.recordingId)).toBe(1);
  expect(await records().latestVersion(tenantId, saved.id)).toBe(1);
});

test('a version number that another recording has is refused, and the guide keeps its visibility over versions', async () => {
  const first = added(3);
  await records().addVersion({ record: first, contentHash: 'a' });
  const other = { ...first, recordingId: recordingId };
  await expect(records().addVersion({ record: other, contentHash: 'b' })).rejects.toThrow(
    /another recording/,
  );
  const shared = adapters.publishedGuides(env);
  await shared.setVisibility(tenantId, first.id, 'public', auditEventOf());
  await records().addVersion({ record: { ...other, version: 2, title: 'Second' }, contentHash: 'b' });
  expect(await records().find(tenantId, first.id)).toMatchObject({
    version: 2,
    title: 'Second',
    visibility: 'public',
  });
});

test('other titles follow the version that they better, once, and no other', async () => {
  const first = added(6);
  await records().addVersion({ record: first, contentHash: 'a' });
  await adapters.publishedGuides(env).setVisibility(tenantId, first.id, 'public', auditEventOf());
  const better = { ...first, version: 2, title: 'Better' };
  const retitle = (record = better, from = 1) =>
    records().addRetitled({
      record,
      contentHash: 'b',
      from,
      event: auditEventOf({ action: 'retitleGuide' }),
    });
  expect((await Promise.all([retitle(), retitle(), retitle()])).filter(Boolean)).toHaveLength(1);
  expect(await records().find(tenantId, first.id)).toMatchObject({
    ...{ version: 2, title: 'Better', visibility: 'public', recordingId: first.recordingId },
  });
  expect(await records().versionRetitledFrom(tenantId, first.id, 1)).toBe(2);
  expect(await records().versionOfRecording(tenantId, first.id, first.recordingId)).toBe(1);
  expect(await retitle({ ...better, version: 3 }, 1)).toBe(false);
  await records().markDeleted(tenantId, first.id, new Date(), auditEventOf());
  expect(await retitle({ ...better, version: 3 }, 2)).toBe(false);
});

test('guides are paged in the database as in memory: newest first, none twice, none deleted, none foreign', async () => {
  const owner = 'tnt_0000000000000000000000list';
  const at = (i: number) => new Date(Date.UTC(2026, 1, 1, 0, 0, Math.floor(i / 2)));
  for (let i = 0; i < 5; i++)
    await records().addVersion({
      record: added(100 + i, { tenantId: owner, createdAt: at(i) }),
      contentHash: 'a',
    });
  await records().markDeleted(owner, added(103).id, new Date(), auditEventOf());
  const first = await records().list(owner, undefined, 2);
  const last = first.at(-1);
  const second = await records().list(owner, last, 10);
  expect([...first, ...second].map(({ id }) => id)).toEqual([104, 102, 101, 100].map((i) => added(i).id));
  expect(await records().find(owner, added(103).id)).toBeUndefined();
  const count = adapters.guideCount(env);
  const named = [added(102), added(103), added(109)].map(({ id }) => id);
  // Of the named ones those that were deleted as well: what becomes of them is settled.
  const { guides, there } = await count(owner, named);
  expect([guides, there.toSorted()]).toEqual([4, named.slice(0, 2)]);
  expect(await count(owner, [])).toEqual({ guides: 4, there: [] });
});

test('a publication is claimed once and moved only from where it is', async () => {
  const saved = added(4);
  await records().addVersion({ record: saved, contentHash: 'a' });
  const shared = adapters.publishedGuides(env);
  expect(await shared.claimPublication(tenantId, saved.id, 'pub_1')).toBe('pub_1');
  expect(await shared.claimPublication(tenantId, saved.id, 'pub_2')).toBe('pub_1');
  expect(await shared.claimPublication('tnt_2', saved.id, 'pub_2')).toBeUndefined();
  expect(await shared.movePublication(tenantId, saved.id, 'pub_1', 'pub_3')).toBe(true);
  expect(await shared.movePublication(tenantId, saved.id, 'pub_1', 'pub_4')).toBe(false);
  const partial = { version: 1, status: 'partial', isDecided: false } as const;
  expect(await shared.setPublished(tenantId, saved.id, partial, auditEventOf())).toBe(true);
  const publishedVersion = async () => (await records().find(tenantId, saved.id))?.publishedVersion;
  expect(await publishedVersion()).toBe(1);
  const better = { ...saved, version: 2, title: 'Better' };
  const event = auditEventOf({ action: 'retitleGuide' });
  await records().addRetitled({ record: better, contentHash: 'b', from: 1, event });
  await shared.setVisibility(tenantId, saved.id, 'link', auditEventOf());
  expect(await publishedVersion()).toBe(1);
  await records().setStatus(tenantId, saved.id, 'failed');
  expect(await publishedVersion()).toBe(1);
  const second = { version: 2, status: 'partial', isDecided: false } as const;
  expect(await shared.setPublished(tenantId, saved.id, second, auditEventOf())).toBe(true);
  expect(await publishedVersion()).toBe(2);
  expect(await shared.find(tenantId, saved.id)).toMatchObject({
    publicationId: 'pub_3',
    status: 'partial',
    missing: [],
    version: 2,
  });
});

test('a held version is published by a decision about it alone, and is held until then whatever fails', async () => {
  const saved = added(16);
  const shared = adapters.publishedGuides(env);
  const statusNow = async () => (await shared.find(tenantId, saved.id))?.status;
  const publish = (version: number, isDecided: boolean) =>
    shared.setPublished(tenantId, saved.id, { version, status: 'published', isDecided }, auditEventOf());
  await records().addVersion({ record: { ...saved, status: 'blocked' }, contentHash: 'a' });
  expect(await publish(1, false)).toBe(false);
  expect(await publish(2, true)).toBe(false);
  await records().setStatus(tenantId, saved.id, 'failed');
  expect(await statusNow()).toBe('blocked');
  expect(await publish(1, true)).toBe(true);
  expect(await statusNow()).toBe('published');
});

test('a held version that is followed by one that is not is held no more; a published one stays so meanwhile', async () => {
  const [first, second, third] = [1, 2, 3].map((version) =>
    added(17, { version, status: 'publishing', recordingId: `rec_of_version_${version}` }),
  );
  if (!first || !second || !third) throw new Error('three versions');
  const shared = adapters.publishedGuides(env);
  const statusNow = async () => (await shared.find(tenantId, first.id))?.status;
  await records().addVersion({ record: { ...first, status: 'blocked' }, contentHash: 'a' });
  await records().addVersion({ record: second, contentHash: 'b' });
  expect(await statusNow()).toBe('publishing');
  const published = { version: 2, status: 'published', isDecided: false } as const;
  expect(await shared.setPublished(tenantId, first.id, published, auditEventOf())).toBe(true);
  await records().addVersion({ record: third, contentHash: 'c' });
  expect(await statusNow()).toBe('published');
});

const long = (): Draft =>
  guideDraft({
    steps: Array.from({ length: 500 }, (_, i) =>
      draftStep(i, { note: Array.from({ length: 60 }, () => crypto.randomUUID()).join('') }),
    ),
  });

test.each([
  ['short', guideDraft],
  ['long', long],
])('a %s content is kept once, never changed, and read by guides and share alike', async (name, make) => {
  const contents = adapters.guideContents('content', 'media');
  const draft = { ...make(), guideId: `gde_${name}` };
  expect(await contents.keep(draft, 1, 'hash-of-one-content')).toBe('kept');
  expect(await contents.keep(draft, 1, 'hash-of-one-content')).toBe('kept');
  expect(await contents.keep({ ...draft, title: 'Other' }, 1, 'hash-of-another')).toBe('taken');
  expect(await contents.read(draft.guideId, 1)).toEqual(draft);
  expect(await adapters.shareContents('content', 'media').read(draft.guideId, 1)).toEqual(draft);
  expect(await contents.read(draft.guideId, 2)).toBeUndefined();
});

test('links are kept, found by guide, revoked once and led elsewhere, each only by its tenant', async () => {
  const links = adapters.shareLinks('link');
  const link: StoredLink = {
    id: 'lnk_1',
    guideId,
    tenantId,
    tokenHash: 'hash',
    publicationId: 'pub_1',
    name: 'Partners',
    createdBy: { id: 'usr_1', name: 'Ada' },
    createdAt: '2026-03-01T10:00:00.000Z',
    expiresAt: null,
    revokedAt: null,
  };
  await links.add(link, auditEventOf());
  await expect(links.add(link, auditEventOf())).rejects.toThrow();
  await links.lead(tenantId, 'lnk_1', 'pub_2');
  await links.revoke(tenantId, 'lnk_1', '2026-03-02T00:00:00.000Z', auditEventOf());
  await links.revoke(tenantId, 'lnk_1', '2026-03-03T00:00:00.000Z', auditEventOf());
  await expect(links.revoke('tnt_2', 'lnk_1', 'x', auditEventOf())).rejects.toThrow();
  const expected = { ...link, publicationId: 'pub_2', revokedAt: '2026-03-02T00:00:00.000Z' };
  expect(await links.find('lnk_1')).toEqual(expected);
  expect(await links.ofGuide(tenantId, guideId)).toEqual([expected]);
  expect(await links.ofGuide('tnt_2', guideId)).toEqual([]);
  for (const createdBy of [null, { id: 'usr_2', name: null }]) {
    const plain = { ...link, id: `lnk_${createdBy?.id}`, name: null, createdBy };
    await links.add(plain, auditEventOf());
    expect(await links.find(plain.id)).toEqual(plain);
  }
});

test('what is changed in the database leaves its event, in the order of the changes, and only what was changed', async () => {
  const saved = added(5);
  await records().addVersion({ record: saved, contentHash: 'a' });
  const shared = adapters.publishedGuides(env);
  const outbox = adapters.databaseOutbox(env);
  const held = async () => {
    const items: HeldEvents[] = [];
    for await (const page of outbox.held()) items.push(...page);
    return items;
  };
  for (const item of await held()) await item.remove();
  const event = (action: string) => auditEventOf({ id: `aud_${action}`, tenantId, action });
  await shared.setVisibility(tenantId, saved.id, 'public', event('setVisibility'));
  await shared.setVisibility('tnt_2', saved.id, 'private', event('ofAnother'));
  const published = { version: 1, status: 'published', isDecided: false } as const;
  await shared.setPublished(tenantId, saved.id, published, event('publishGuide'));
  await shared.setPublished(tenantId, saved.id, { ...published, version: 2 }, event('ofAnotherVersion'));
  await records().markDeleted(tenantId, saved.id, new Date(), event('deleteGuide'));
  await records().markDeleted(tenantId, saved.id, new Date(), event('deletedAgain'));
  const [item, ...others] = await held();
  expect(others).toEqual([]);
  expect(item?.events).toEqual(['setVisibility', 'publishGuide', 'deleteGuide'].map(event));
  await item?.remove();
  expect(await held()).toEqual([]);
});

test('pictures are kept once and copied into a publication, which goes as a whole', async () => {
  const { key } = stepImage('stp_0').reading;
  const media = adapters.storedPictures('media');
  await media.keep(key, Uint8Array.from([1, 2, 3]));
  await media.keep(key, Uint8Array.from([4]));
  const published = adapters.publications('media', 'published');
  await published.copyPicture(key, 'g/pub_1/images/one.webp');
  await published.put('g/pub_1/index.html', '<p>page</p>', 'text/html');
  expect((await published.list('g/pub_1/')).sort()).toEqual([
    'g/pub_1/images/one.webp',
    'g/pub_1/index.html',
  ]);
  await published.copy('g/pub_1/images/one.webp', 'g/pub_2/images/one.webp');
  expect(await published.list('g/pub_2/')).toEqual(['g/pub_2/images/one.webp']);
  await adapters.deletion('published').remove('pub_1');
  expect(await published.list('g/pub_1/')).toEqual([]);
});

test('the signing key is made once and kept', async () => {
  const secret = () => adapters.signingKeySecret(cloud.references.identity('Data/SigningSecret').ref);
  await expect(secret().privateKey()).rejects.toMatchObject({ name: 'PermanentFault' });
  const publicKey = await secret().publicKey();
  expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  expect(await secret().publicKey()).toBe(publicKey);
  expect(await secret().privateKey()).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
});
