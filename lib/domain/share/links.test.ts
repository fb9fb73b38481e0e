import { expect, test } from 'vitest';
import { guideId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { fakeSharing, sharedGuide } from '../../../test/fakes/sharing.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';
import { createLink } from './create-link.ts';
import { endLinks } from './end-links.ts';
import type { StoredLink } from './link.ts';
import { listLinks } from './list-links.ts';
import type { MovingPorts } from './move-publication.ts';
import { openLink } from './open-link.ts';
import { publishGuide } from './publish-guide.ts';
import { revokeLink } from './revoke-link.ts';
import { setVisibility } from './set-visibility.ts';

const creator = { userId, userName: 'Ada' };
const signer = { sign: async (resource: string) => ({ 'CloudFront-Policy': resource }) };

async function published(visibility: Visibility = 'link') {
  const fake = fakeSharing(sharedGuide({ visibility }));
  await publishGuide(fake.ports, { tenantId, guideId });
  const create = async (expiresAt?: string | null) => {
    const created = await createLink(fake.ports, { tenantId, guideId, ...creator, expiresAt });
    if (!created.ok) throw new Error(created.reason);
    const { link, url } = created.value;
    return { link, token: url.replace('https://edge.example/s/', '') };
  };
  const open = async (token: string, now = fake.ports.now()) =>
    openLink({ links: fake.ports.links, signer, now: () => now, edgeUrl: fake.ports.edgeUrl }, token);
  const path = () => `g/${fake.guide()?.publicationId}/`;
  return { ...fake, create, open, path };
}

test('a link opens its publication; of its secret only a hash is kept', async () => {
  const { create, open, links, path } = await published();
  const { token, link } = await create();
  const opened = await open(token);
  expect(opened).toMatchObject({
    outcome: 'open',
    access: { url: `https://edge.example/${path()}index.html` },
  });
  const secret = token.split('.')[1] ?? 'none';
  expect(JSON.stringify([...links.values()])).not.toContain(secret);
  expect(Object.keys(link).sort()).toEqual([
    'createdAt',
    'createdBy',
    'expiresAt',
    'guideId',
    'id',
    'name',
    'revokedAt',
  ]);
});

test('an expired link tells so to its holder, and to nobody else', async () => {
  const { create, open } = await published();
  const { token } = await create('2026-03-01T12:00:00+01:00');
  expect((await open(token, new Date('2026-03-01T10:59:59Z'))).outcome).toBe('open');
  expect((await open(token, new Date('2026-03-01T11:00:00Z'))).outcome).toBe('ended');
  const guessed = `${token.split('.')[0]}.${'A'.repeat(43)}`;
  expect((await open(guessed, new Date('2026-03-01T11:00:00Z'))).outcome).toBe('unknown');
});

test('a link ends after thirty days unless somebody says otherwise, and says whose it is', async () => {
  const { ports, create, open } = await published();
  const [forgotten, lasting] = [await create(), await create(null)];
  expect(forgotten.link.expiresAt).toBe('2026-03-31T10:00:00.000Z');
  expect((await open(forgotten.token, new Date('2026-03-31T10:00:00Z'))).outcome).toBe('ended');
  expect(lasting.link.expiresAt).toBeNull();
  expect((await open(lasting.token, new Date('2036-01-01'))).outcome).toBe('open');
  const named = await createLink(ports, { tenantId, guideId, ...creator, name: 'Partners' });
  expect(named.ok && named.value.link).toMatchObject({
    name: 'Partners',
    createdBy: { id: userId, name: 'Ada' },
    createdAt: '2026-03-01T10:00:00.000Z',
  });
  const nameless = await createLink(ports, { tenantId, guideId, userId: 'usr_2' });
  expect(nameless.ok && nameless.value.link).toMatchObject({
    name: null,
    createdBy: { id: 'usr_2', name: null },
  });
});

test('a link that would be expired already, of a private or an unpublished guide, is not made', async () => {
  const { ports } = await published();
  const request = { tenantId, guideId, ...creator };
  expect(await createLink(ports, { ...request, expiresAt: '2026-03-01T09:59:59Z' })).toMatchObject({
    reason: 'already-expired',
    errors: [{ pointer: '/expiresAt' }],
  });
  const hidden = await published('private');
  expect(await createLink(hidden.ports, request)).toEqual({ ok: false, reason: 'guide-private' });
  expect(await createLink(fakeSharing().ports, request)).toEqual({ ok: false, reason: 'not-published' });
  expect(await createLink(ports, { ...request, tenantId: 'tnt_2' })).toEqual({
    ok: false,
    reason: 'not-found',
  });
});

test('revoking a link moves the pages away from under its cookies, and other links follow', async () => {
  const { ports, create, open, objects, path } = await published();
  const [one, other] = [await create(), await create()];
  const before = path();
  expect(await revokeLink(ports, { tenantId, userId, guideId, linkId: one.link.id })).toMatchObject({
    ok: true,
  });
  expect(path()).not.toBe(before);
  expect([...objects.keys()].filter((key) => key.startsWith(before))).toEqual([]);
  expect(objects.has(`${path()}index.html`)).toBe(true);
  expect((await open(one.token)).outcome).toBe('ended');
  expect(await open(other.token)).toMatchObject({
    access: { url: `https://edge.example/${path()}index.html` },
  });
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  'revoking that broke off before call %d is finished by another try',
  async (at) => {
    const { ports, create, open, objects, path } = await published();
    const [one, other] = [await create(), await create()];
    const before = path();
    let calls = 0;
    const breaking = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const method = Reflect.get(target, name);
          if (typeof method !== 'function' || ['find', 'list', 'ofGuide', 'read'].includes(String(name)))
            return method;
          return (...given: unknown[]) =>
            String(name) !== 'copyPicture' && calls++ === at
              ? Promise.reject(new Error('broken off'))
              : method.apply(target, given);
        },
      });
    const broken = {
      ...ports,
      guides: breaking(ports.guides),
      links: breaking(ports.links),
      publications: breaking(ports.publications),
    };
    const request = { tenantId, userId, guideId, linkId: one.link.id };
    await expect(revokeLink(broken, request)).rejects.toThrow('broken off');
    await revokeLink(ports, request);
    expect((await open(one.token)).outcome).toBe('ended');
    expect([...objects.keys()].filter((key) => key.startsWith(before))).toEqual([]);
    expect(await open(other.token)).toMatchObject({
      access: { url: `https://edge.example/${path()}index.html` },
    });
    expect(objects.has(`${path()}index.html`)).toBe(true);
  },
);

test('only the tenant of a link revokes it', async () => {
  const { ports, create, open } = await published();
  const { link, token } = await create();
  expect(await revokeLink(ports, { tenantId: 'tnt_2', userId, guideId, linkId: link.id })).toMatchObject({
    ok: false,
  });
  expect((await open(token)).outcome).toBe('open');
});

test('making a guide private ends its links and its old path; making it public again does not revive them', async () => {
  const { ports, create, open, objects, path } = await published();
  const { token } = await create();
  const before = path();
  await setVisibility(ports, { tenantId, userId, guideId, visibility: 'private' });
  expect(path()).not.toBe(before);
  expect((await open(token)).outcome).toBe('ended');
  await setVisibility(ports, { tenantId, userId, guideId, visibility: 'public' });
  expect((await open(token)).outcome).toBe('ended');
  expect([...objects.keys()].filter((key) => key.startsWith(before))).toEqual([]);
});

test('a guide that is public no more leaves nothing under p/, while its links go on', async () => {
  const { ports, create, open, objects, path } = await published('public');
  const { token } = await create();
  const shown = await setVisibility(ports, { tenantId, userId, guideId, visibility: 'link' });
  expect([...objects.keys()].filter((key) => key.startsWith('p/'))).toEqual([]);
  expect(shown.ok && shown.value.publishedUrl).toBe(`https://edge.example/${path()}index.html`);
  expect(await open(token)).toMatchObject({ access: { url: `https://edge.example/${path()}index.html` } });
});

test('revoking a link of a public guide leaves its public address alone', async () => {
  const { ports, create, path, objects } = await published('public');
  const [{ link }, before] = [await create(), path()];
  await revokeLink(ports, { tenantId, userId, guideId, linkId: link.id });
  expect(path()).toBe(before);
  expect(objects.has(`${before.replace('g/', 'p/')}index.html`)).toBe(true);
});

test('links are listed newest first, ended ones too, without what opens them', async () => {
  const { ports, create, links } = await published();
  const { link } = await create();
  await revokeLink(ports, { tenantId, userId, guideId, linkId: link.id });
  const newer = {
    ...[...links.values()][0],
    id: 'lnk_newer',
    createdAt: '2026-03-02T00:00:00Z',
    revokedAt: null,
  };
  links.set(newer.id, newer as never);
  const listed = await listLinks(ports, { tenantId, guideId });
  expect(listed.ok && listed.value.links.map(({ id }) => id)).toEqual(['lnk_newer', link.id]);
  expect(JSON.stringify(listed)).not.toMatch(/tokenHash|publicationId/);
});

test('the links of a deleted guide tell their holders that they ended, and other guides’ links go on', async () => {
  const { create, open, ports, links } = await published();
  const [first, second] = [await create(), await create()];
  const other = { ...[...links.values()][0], id: 'lnk_other', guideId: 'gde_other' } as StoredLink;
  links.set(other.id, other);
  await endLinks(ports, { tenantId: 'tnt_2', guideId });
  expect((await open(first.token)).outcome).toBe('open');
  await endLinks(ports, { tenantId, guideId });
  const revoked = links.get(first.link.id)?.revokedAt;
  await endLinks({ ...ports, now: () => new Date('2027-01-01') }, { tenantId, guideId });
  expect((await open(first.token)).outcome).toBe('ended');
  expect((await open(second.token)).outcome).toBe('ended');
  expect(links.get(first.link.id)?.revokedAt).toBe(revoked);
  expect(links.get('lnk_other')?.revokedAt).toBeNull();
});

/** Does something else once, at the moment when a new link is stored. */
function interrupted(ports: MovingPorts, meanwhile: () => Promise<unknown>): MovingPorts {
  const add: MovingPorts['links']['add'] = async (link, event) => {
    await meanwhile();
    await ports.links.add(link, event);
  };
  return { ...ports, links: { ...ports.links, add } };
}

test('a link that is made while the pages move leads to where they went', async () => {
  const { create, open, ports, path, links } = await published();
  const old = await create();
  const meanwhile = () => revokeLink(ports, { tenantId, userId, guideId, linkId: old.link.id });
  const made = await createLink(interrupted(ports, meanwhile), { tenantId, guideId, ...creator });
  if (!made.ok) throw new Error(made.reason);
  expect(`g/${links.get(made.value.link.id)?.publicationId}/`).toBe(path());
  expect((await open(made.value.url.split('/s/')[1] ?? '')).outcome).toBe('open');
});

test('a link that is made while the guide becomes private, or goes, does not open', async () => {
  const closing = await published();
  const close = () => setVisibility(closing.ports, { tenantId, userId, guideId, visibility: 'private' });
  expect(await createLink(interrupted(closing.ports, close), { tenantId, guideId, ...creator })).toEqual({
    ok: false,
    reason: 'guide-private',
  });
  const going = await published();
  const go = async () => going.forget();
  expect(await createLink(interrupted(going.ports, go), { tenantId, guideId, ...creator })).toEqual({
    ok: false,
    reason: 'not-found',
  });
  for (const { links } of [closing, going])
    expect([...links.values()].map(({ revokedAt }) => revokedAt !== null)).toEqual([true]);
});

test('who made, revoked or ended a link, or changed who may read, is kept with the change, once', async () => {
  const { ports, create, events, guide } = await published();
  const [one, other] = [await create(), await create()];
  const request = { tenantId, userId, guideId };
  await revokeLink(ports, { ...request, linkId: one.link.id });
  await revokeLink(ports, { ...request, linkId: one.link.id });
  await setVisibility(ports, { ...request, visibility: 'private' });
  const actor = { kind: 'user', id: userId };
  expect(events.map(({ action, actor, resource, facts }) => ({ action, actor, resource, facts }))).toEqual([
    {
      action: 'publishGuide',
      actor: { kind: 'system', id: 'publish-guide' },
      resource: { kind: 'Guide', id: guideId },
      facts: { recordingId: guide()?.recordingId, version: '1', status: 'published', visibility: 'link' },
    },
    ...[one, other].map(({ link }) => ({
      action: 'createLink',
      actor,
      resource: { kind: 'Link', id: link.id },
      facts: { guideId, expiresAt: link.expiresAt },
    })),
    { action: 'revokeLink', actor, resource: { kind: 'Link', id: one.link.id }, facts: { guideId } },
    { action: 'endLink', actor, resource: { kind: 'Link', id: other.link.id }, facts: { guideId } },
    {
      action: 'setVisibility',
      actor,
      resource: { kind: 'Guide', id: guideId },
      facts: { from: 'link', to: 'private' },
    },
  ]);
});

test('the log of a link names neither whom it is for nor who made it', async () => {
  const { ports, events } = await published();
  await createLink(ports, { tenantId, guideId, ...creator, name: 'Partners', expiresAt: null });
  expect(events.at(-1)).toMatchObject({ action: 'createLink', facts: { guideId } });
  expect(JSON.stringify(events)).not.toMatch(/Partners|Ada/);
});
