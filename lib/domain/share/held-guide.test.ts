import { expect, test } from 'vitest';
import { guideId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { fakeSharing, sharedGuide } from '../../../test/fakes/sharing.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';
import { createLink } from './create-link.ts';
import { publishGuide } from './publish-guide.ts';
import { revokeLink } from './revoke-link.ts';
import { setVisibility } from './set-visibility.ts';

const caller = { tenantId, userId, guideId };

/** Published once; then another version came, which is held. */
async function held(visibility: Visibility = 'link') {
  const fake = fakeSharing(sharedGuide({ visibility }));
  await publishGuide(fake.ports, { tenantId, guideId });
  fake.change({ version: 2, status: 'blocked', missing: ['Step 1 has no picture.'] });
  const read: number[] = [];
  const contents: typeof fake.ports.contents = {
    read: async (id, version) => {
      read.push(version);
      return fake.ports.contents.read(id, version);
    },
  };
  const under = (prefix: string) =>
    new Map(
      [...fake.objects].flatMap(([key, body]) =>
        key.startsWith(prefix) ? [[key.slice(key.lastIndexOf('pub_') + 30), body] as const] : [],
      ),
    );
  return { ...fake, ports: { ...fake.ports, contents }, read, under };
}

test('the workflow publishes nothing of a version that is held, and says that it is', async () => {
  const { ports, objects, events, guide } = await held();
  const before = new Map(objects);
  expect(await publishGuide(ports, { tenantId, guideId })).toMatchObject({ status: 'blocked', version: 2 });
  expect([objects, guide()?.status, events.length]).toEqual([before, 'blocked', 1]);
});

test('control: the same version, not held, is published', async () => {
  const { ports, change, guide } = await held();
  change({ status: 'publishing' });
  expect(await publishGuide(ports, { tenantId, guideId })).toMatchObject({ status: 'partial', version: 2 });
  expect(guide()?.status).toBe('partial');
});

test('a version that is held while an earlier one is being published stays held', async () => {
  const fake = fakeSharing();
  const { publications } = fake.ports;
  const put: typeof publications.put = async (key, body, type) => {
    await publications.put(key, body, type);
    fake.change({ version: 2, status: 'blocked' });
  };
  const ports = { ...fake.ports, publications: { ...publications, put } };
  expect(await publishGuide(ports, { tenantId, guideId })).toMatchObject({ status: 'blocked' });
  expect([fake.guide()?.status, fake.events]).toEqual(['blocked', []]);
});

test('where it becomes held at the last moment, noting it as published fails, and nothing is noted', async () => {
  const fake = fakeSharing();
  const setPublished: typeof fake.ports.guides.setPublished = (...given) => {
    fake.change({ version: 2, status: 'blocked' });
    return fake.ports.guides.setPublished(...given);
  };
  const ports = { ...fake.ports, guides: { ...fake.ports.guides, setPublished } };
  await expect(publishGuide(ports, { tenantId, guideId })).rejects.toMatchObject({
    name: 'GuideChanged',
    $retryable: {},
  });
  expect([fake.guide()?.status, fake.events]).toEqual(['blocked', []]);
});

test.each(['link', 'public'] as const)(
  'a held guide that was %s is made private: its links end, its path goes, and the earlier pages stand',
  async (visibility) => {
    const { ports, guide, read, objects, under, links } = await held(visibility);
    await createLink(ports, { ...caller, userName: 'Ada' });
    const [before, pages] = [guide()?.publicationId, under('g/')];
    expect(await setVisibility(ports, { ...caller, visibility: 'private' })).toMatchObject({ ok: true });
    expect(guide()).toMatchObject({ visibility: 'private', status: 'blocked' });
    expect([...objects.keys()].filter((key) => key.includes(before ?? '') || key.startsWith('p/'))).toEqual(
      [],
    );
    expect(under('g/')).toEqual(pages);
    expect([...links.values()].every(({ revokedAt }) => revokedAt !== null)).toBe(true);
    expect(read).toEqual([]);
  },
);

test('a held guide is not made public, and told so; colleagues’ links may be allowed again', async () => {
  const { ports, objects, guide, read } = await held('private');
  expect(await setVisibility(ports, { ...caller, visibility: 'public' })).toEqual({
    ok: false,
    reason: 'held',
  });
  expect(await setVisibility(ports, { ...caller, visibility: 'link' })).toMatchObject({ ok: true });
  expect([guide()?.visibility, read, [...objects.keys()].some((key) => key.startsWith('p/'))]).toEqual([
    'link',
    [],
    false,
  ]);
});

test('a guide that is held from the first is made private, and nothing of it is there', async () => {
  const { ports, objects, guide } = fakeSharing(sharedGuide({ status: 'blocked', visibility: 'public' }));
  expect(await setVisibility(ports, { ...caller, visibility: 'private' })).toMatchObject({ ok: true });
  expect([guide()?.visibility, guide()?.status, objects.size]).toEqual(['private', 'blocked', 0]);
});

test('a link of a held guide is revoked, and the others lead to the earlier pages, where they went', async () => {
  const { ports, guide, read, under, links } = await held();
  const make = async () => {
    const made = await createLink(ports, { ...caller, userName: 'Ada' });
    if (!made.ok) throw new Error(made.reason);
    return made.value.link.id;
  };
  const [one, other] = [await make(), await make()];
  const [before, pages] = [guide()?.publicationId, under('g/')];
  await revokeLink(ports, { ...caller, linkId: one });
  expect(guide()?.publicationId).not.toBe(before);
  expect(links.get(other)?.publicationId).toBe(guide()?.publicationId);
  expect([under('g/'), read]).toEqual([pages, []]);
});
