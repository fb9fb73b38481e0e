import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signCookies } from '../../lib/adapters/share/cookie-signer.ts';
import { afterRevocationSeconds } from '../../lib/contracts/share/link.ts';
import { accessCookies } from '../../lib/domain/share/access-cookies.ts';
import { createLink } from '../../lib/domain/share/create-link.ts';
import { openLink } from '../../lib/domain/share/open-link.ts';
import { publishGuide } from '../../lib/domain/share/publish-guide.ts';
import { revokeLink } from '../../lib/domain/share/revoke-link.ts';
import { hashSecret } from '../../lib/domain/share/share-token.ts';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import { guideDraft, guideId, stepImage, tenantId } from '../fakes/guide-draft.ts';
import { fakeSharing, sharedGuide } from '../fakes/sharing.ts';
import { att, originAccess, ref, signingPair } from '../local-cloud/edge-fixtures.ts';
import { type StackFixture, startCloud, type TestCloud } from '../local-cloud/harness.ts';

const edgeKey = signingPair();
const strangersKey = signingPair();

const behaviour = {
  TargetOriginId: 'published',
  ViewerProtocolPolicy: 'redirect-to-https',
  CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
};
const stack: StackFixture = {
  Resources: {
    Media: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'media' } },
    Published: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'published' } },
    PublishedPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: ref('Published'),
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'cloudfront.amazonaws.com' },
              Action: 's3:GetObject',
              Resource: { 'Fn::Join': ['', [att('Published', 'Arn'), '/*']] },
            },
          ],
        },
      },
    },
    EdgeKey: {
      Type: 'AWS::CloudFront::PublicKey',
      Properties: {
        PublicKeyConfig: { CallerReference: 'edge', Name: 'edge', EncodedKey: edgeKey.publicKey },
      },
    },
    Readers: {
      Type: 'AWS::CloudFront::KeyGroup',
      Properties: { KeyGroupConfig: { Name: 'readers', Items: [ref('EdgeKey')] } },
    },
    Access: originAccess,
    Edge: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [
            {
              Id: 'published',
              DomainName: att('Published', 'RegionalDomainName'),
              OriginAccessControlId: att('Access', 'Id'),
              S3OriginConfig: { OriginAccessIdentity: '' },
            },
          ],
          CacheBehaviors: [{ ...behaviour, PathPattern: '/g/*', TrustedKeyGroups: [ref('Readers')] }],
          // What the edge does without the check: the control.
          DefaultCacheBehavior: behaviour,
        },
      },
    },
  },
};

const userId = 'usr_00000000000000000000000001';
const other = { tenantId: 'tnt_00000000000000000000000002', guideId: 'gde_00000000000000000000000002' };
let cloud: TestCloud;
let edgeUrl: string;
let keyPairId: string;
let ours: Awaited<ReturnType<typeof publish>>;
let theirs: Awaited<ReturnType<typeof publish>>;

/** A guide published into the bucket behind the edge, with a share link. */
async function publish(guide = sharedGuide(), content = guideDraft()) {
  const { publications } = await import('../../lib/adapters/share/publications.ts');
  const { storedPictures } = await import('../../lib/adapters/media/stored-pictures.ts');
  for (const step of content.steps)
    for (const size of ['full', 'reading', 'thumb'] as const)
      await storedPictures('media').keep(stepImage(step.id)[size].key, Uint8Array.from([1]));
  const fake = fakeSharing(guide, content);
  const ports = {
    ...fake.ports,
    publications: publications('media', 'published'),
    now: () => new Date(),
    edgeUrl,
  };
  await publishGuide(ports, { tenantId: guide.tenantId, guideId: guide.id });
  const made = await createLink(ports, { tenantId: guide.tenantId, guideId: guide.id, userId });
  if (!made.ok) throw new Error(made.reason);
  const token = made.value.url.split('/s/')[1] ?? '';
  return {
    ports,
    token,
    linkId: made.value.link.id,
    links: fake.links,
    publication: () => fake.guide()?.publicationId ?? '',
  };
}

const signer = (privateKey = edgeKey.privateKey, id = keyPairId) => ({
  sign: async (resource: string, expiresAt: Date) => signCookies(resource, expiresAt, id, privateKey),
});
const open = (token: string, links = ours.ports.links, now = new Date()) =>
  openLink({ links, signer: signer(), now: () => now, edgeUrl }, token);

async function cookiesOf(token: string): Promise<{ url: string; cookie: string }> {
  const opened = await open(token);
  if (opened.outcome !== 'open') throw new Error(opened.outcome);
  const cookie = opened.access.cookies.map((line) => line.split(';')[0]).join('; ');
  return { url: opened.access.url, cookie };
}

/** Status and body of exactly this path: fetch would tidy it up. */
function read(path: string, cookie = ''): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(edgeUrl);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, headers: cookie ? { cookie } : {} }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
    });
    outgoing.on('error', reject).end();
  });
}

/** Every byte of the text changed in each of its bits, as far as it can be sent; at `from` and after. */
function flipped(text: string, from = 0): string[] {
  return [...text].flatMap((character, at) =>
    at < from
      ? []
      : [1, 2, 4, 8, 16, 32, 64]
          .map((bit) => String.fromCharCode(character.charCodeAt(0) ^ bit))
          .filter((changed) => /[!-~]/.test(changed) && !';,"\\'.includes(changed))
          .map((changed) => text.slice(0, at) + changed + text.slice(at + 1)),
  );
}

async function accepted<Value>(tries: readonly Value[], isAccepted: (one: Value) => Promise<boolean>) {
  const results = await Promise.all(tries.map(isAccepted));
  return results.filter(Boolean).length;
}

beforeAll(async () => {
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), ...edgeParts(context)],
    stacks: { Edge: stack },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_REGION: cloud.region,
    AWS_ACCESS_KEY_ID: cloud.client.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.client.credentials.secretAccessKey,
  });
  edgeUrl = `http://127.0.0.1:${cloud.ports.edge}`;
  keyPairId = cloud.references.identity('Edge/EdgeKey').ref;
  ours = await publish();
  theirs = await publish(
    sharedGuide({ tenantId: other.tenantId, id: other.guideId }),
    guideDraft({ ...other, title: 'A secret of others' }),
  );
});
afterAll(() => cloud[Symbol.asyncDispose]());

describe('the token of a share link', () => {
  test('opens untouched, and not with any bit of any byte changed', async () => {
    const tries = flipped(ours.token);
    expect(tries.length).toBeGreaterThan(400);
    expect((await open(ours.token)).outcome).toBe('open');
    expect(await accepted(tries, async (token) => (await open(token)).outcome === 'open')).toBe(0);
  });

  test('would open changed if the secret were not compared, so these tries can tell', async () => {
    const trusting = {
      find: async (id: string) => {
        const link = ours.links.get(id);
        return link && { ...link, tokenHash: await hashSecret(current.split('.')[1] ?? '') };
      },
    };
    let current = '';
    let opened = 0;
    for (current of flipped(ours.token))
      if (
        (await openLink({ links: trusting, signer: signer(), now: () => new Date(), edgeUrl }, current))
          .outcome === 'open'
      )
        opened++;
    expect(opened).toBeGreaterThan(100);
  });

  test('opens with nothing cut off, added or taken from another link', async () => {
    const [id, secret] = ours.token.split('.');
    const [otherId, otherSecret] = theirs.token.split('.');
    const cuts = [...ours.token].map((_, at) => ours.token.slice(0, at));
    const mixed = [
      `${id}.${otherSecret}`,
      `${otherId}.${secret}`,
      `${ours.token}=`,
      `${ours.token} `,
      `${ours.token}.x`,
    ];
    expect(await accepted([...cuts, ...mixed], async (token) => (await open(token)).outcome === 'open')).toBe(
      0,
    );
  });

  test('does not open after its time', async () => {
    const link = ours.links.get(ours.linkId);
    const ended = {
      find: async () => link && { ...link, expiresAt: new Date(Date.now() - 1).toISOString() },
    };
    expect(
      (await openLink({ links: ended, signer: signer(), now: () => new Date(), edgeUrl }, ours.token))
        .outcome,
    ).toBe('ended');
  });

  test('is not made for a guide of another tenant', async () => {
    expect(await createLink(theirs.ports, { tenantId, userId, guideId: other.guideId })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await createLink(ours.ports, { tenantId: other.tenantId, userId, guideId })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});

describe('the cookies at the edge', () => {
  const pagePath = (of = ours) => `/g/${of.publication()}/index.html`;
  const opens = async (path: string, cookie: string) => (await read(path, cookie)).status === 200;

  test('open untouched the page, guide.json and every picture', async () => {
    const { url, cookie } = await cookiesOf(ours.token);
    const page = await read(new URL(url).pathname, cookie);
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<h1>Order a product') });
    const names = [...page.body.matchAll(/(?:src|href)="(images\/[^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(6);
    for (const name of [...names, 'guide.json'])
      expect(await opens(`/g/${ours.publication()}/${name}`, cookie)).toBe(true);
  });

  test('do not open with any bit of any byte changed, nor with one of them missing', async () => {
    const { cookie } = await cookiesOf(ours.token);
    const parts = cookie.split('; ');
    const changed = parts.flatMap((part, at) =>
      flipped(part, part.indexOf('=') + 1).map((bad) => parts.with(at, bad).join('; ')),
    );
    const missing = parts.map((_, at) => parts.toSpliced(at, 1).join('; '));
    expect(changed.length).toBeGreaterThan(2000);
    expect(await opens(pagePath(), cookie)).toBe(true);
    expect(await accepted([...changed, ...missing, ''], (bad) => opens(pagePath(), bad))).toBe(0);
  });

  test('would open changed at an edge that does not check, so these tries can tell', async () => {
    const { S3Client, CopyObjectCommand } = await import('@aws-sdk/client-s3');
    const source = `published/g/${ours.publication()}/index.html`;
    await new S3Client(cloud.client).send(
      new CopyObjectCommand({ Bucket: 'published', Key: 'unchecked/index.html', CopySource: source }),
    );
    const { cookie } = await cookiesOf(ours.token);
    const tries = flipped(cookie).slice(0, 200);
    expect(await accepted(tries, (bad) => opens('/unchecked/index.html', bad))).toBe(tries.length);
  });

  test('open no other publication, however the path is written', async () => {
    const { cookie } = await cookiesOf(ours.token);
    expect(await opens(pagePath(theirs), (await cookiesOfOther()).cookie)).toBe(true);
    const [own, foreign] = [ours.publication(), theirs.publication()];
    const paths = [
      `/g/${foreign}/index.html`,
      `/g/${own}/../${foreign}/index.html`,
      `/g/${own}/%2e%2e/${foreign}/index.html`,
      `/g/${own}/..%2f${foreign}/index.html`,
      `/g/${own}/./../${foreign}/index.html`,
      `/g//${foreign}/index.html`,
      `//g/${foreign}/index.html`,
      `/g/${foreign}/index.html?/g/${own}/`,
      `/g/${foreign}/index.html#/g/${own}/`,
      `/G/${foreign}/index.html`,
      `/g/${own}/index.html/../../${foreign}/index.html`,
    ];
    const leaks = await accepted(paths, async (path) =>
      (await read(path, cookie)).body.includes('A secret of others'),
    );
    expect(leaks).toBe(0);
  });

  test('open nothing after their time, with another key, or for a made-up address', async () => {
    const at = { edgeUrl, publicationId: ours.publication() };
    const cookieOf = async (from: ReturnType<typeof signer>, now: Date, base = edgeUrl) =>
      (await accessCookies(from, { ...at, edgeUrl: base, now })).cookies
        .map((line) => line.split(';')[0])
        .join('; ');
    const hourAgo = new Date(Date.now() - 3_601_000);
    const tries = [
      await cookieOf(signer(), hourAgo),
      await cookieOf(signer(strangersKey.privateKey), new Date()),
      await cookieOf(signer(strangersKey.privateKey, 'KSTRANGER'), new Date()),
      await cookieOf(signer(), new Date(), 'http://edge.elsewhere.example'),
    ];
    expect(await opens(pagePath(), await cookieOf(signer(), new Date()))).toBe(true);
    expect(await accepted(tries, (cookie) => opens(pagePath(), cookie))).toBe(0);
  });

  test('lead to nothing once the link is revoked, while another link goes on', async () => {
    const made = await createLink(ours.ports, { tenantId, userId, guideId });
    const kept = made.ok ? (made.value.url.split('/s/')[1] ?? '') : '';
    const { url, cookie } = await cookiesOf(ours.token);
    const before = new URL(url).pathname;
    expect(await opens(before, cookie)).toBe(true);
    await revokeLink(ours.ports, { tenantId, userId: 'usr_1', guideId, linkId: ours.linkId });
    expect((await open(ours.token)).outcome).toBe('ended');
    await setTimeout(afterRevocationSeconds * 1_000 + 50);
    expect(await opens(before, cookie)).toBe(false);
    expect(await opens(pagePath(), cookie)).toBe(false);
    const other = await cookiesOf(kept);
    expect(await opens(new URL(other.url).pathname, other.cookie)).toBe(true);
  });

  const cookiesOfOther = async () => {
    const opened = await open(theirs.token, theirs.ports.links);
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    return { cookie: opened.access.cookies.map((line) => line.split(';')[0]).join('; ') };
  };
});
