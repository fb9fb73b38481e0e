import { expect, test } from 'vitest';
import { auditEventOf } from '../../../test/fakes/audit.ts';
import { draftStep, guideDraft, guideId, stepImage, tenantId } from '../../../test/fakes/guide-draft.ts';
import { fakeSharing, sharedGuide } from '../../../test/fakes/sharing.ts';
import { guidePublished, guide as guideSchema } from '../../contracts/guides/guide.ts';
import { movePublication } from './move-publication.ts';
import { publishGuide } from './publish-guide.ts';

const saved = { tenantId, guideId };

test('a guide is published with three sizes of each picture, guide.json and the page, the page last', async () => {
  const { ports, objects, journal, guide } = fakeSharing();
  const event = await publishGuide(ports, saved);
  expect(guidePublished.parse(event)).toEqual(event);
  expect(event).toMatchObject({ status: 'published', visibility: 'link', version: 1 });
  const publication = guide()?.publicationId ?? '';
  expect(publication).toMatch(/^pub_[0-9a-z]{26}$/);
  expect([...objects.keys()].every((key) => key.startsWith(`g/${publication}/`))).toBe(true);
  expect(objects.size).toBe(3 * 3 + 2);
  expect(journal.at(-1)).toBe(`put g/${publication}/index.html`);
});

test('publishing again keeps the path and copies no picture twice', async () => {
  const { ports, objects, journal, guide } = fakeSharing();
  await publishGuide(ports, saved);
  const [before, path, writes] = [new Map(objects), guide()?.publicationId, journal.length];
  await publishGuide(ports, saved);
  expect(guide()?.publicationId).toBe(path);
  expect(objects).toEqual(before);
  expect(journal.slice(writes)).toEqual([`put g/${path}/guide.json`, `put g/${path}/index.html`]);
});

test('guide.json is the public contract, and each of its pictures is an object beside it', async () => {
  const { ports, objects, guide } = fakeSharing();
  await publishGuide(ports, saved);
  const base = `g/${guide()?.publicationId}/`;
  const published = guideSchema.parse(JSON.parse(objects.get(`${base}guide.json`) ?? ''));
  expect(published.title).toBe('Order a product in Acme Shop');
  for (const { screenshot } of published.steps)
    for (const name of [screenshot?.url, screenshot?.fullUrl, screenshot?.thumbnailUrl])
      expect(objects.has(base + name)).toBe(true);
});

test('a picture that a new version does not have any more is taken away, after the page that named it', async () => {
  const first = fakeSharing(sharedGuide({ publicationId: 'pub_1' }));
  await publishGuide(first.ports, saved);
  const content = guideDraft({ steps: [draftStep(0, { image: stepImage('stp_0', 'ffff456789abcdef') })] });
  await publishGuide({ ...first.ports, contents: { read: async () => content } }, saved);
  expect([...first.objects.keys()].filter((key) => key.includes('0123456789abcdef'))).toEqual([]);
  const page = first.journal.lastIndexOf('put g/pub_1/index.html');
  expect(first.journal.slice(page + 1).every((line) => line.startsWith('remove '))).toBe(true);
});

test('a public guide stands under p/ too, and only there may search engines list it', async () => {
  const { ports, objects } = fakeSharing(sharedGuide({ visibility: 'public', publicationId: 'pub_1' }));
  await publishGuide(ports, saved);
  expect(objects.get('p/pub_1/index.html')).not.toContain('noindex');
  expect(objects.get('p/pub_1/index.html')).toContain(
    'property="og:image" content="https://edge.example/p/pub_1/images/',
  );
  expect(objects.get('g/pub_1/index.html')).toContain('noindex');
});

test('a guide that lacks something is published as partial, and its page says what', async () => {
  const missing = ['Step 2 has no picture.'];
  const { ports, objects, guide } = fakeSharing(sharedGuide({ missing, publicationId: 'pub_1' }));
  expect((await publishGuide(ports, saved)).status).toBe('partial');
  expect(guide()?.status).toBe('partial');
  expect(objects.get('g/pub_1/index.html')).toContain('Step 2 has no picture.');
});

test('a guide that was deleted meanwhile is not published', async () => {
  const { ports, objects, forget } = fakeSharing();
  forget();
  await expect(publishGuide(ports, saved)).rejects.toMatchObject({ name: 'GuideGone' });
  expect(objects.size).toBe(0);
});

test('content of another tenant is never published', async () => {
  const foreign = guideDraft({ tenantId: 'tnt_00000000000000000000000002' });
  const { ports, objects } = fakeSharing(sharedGuide(), foreign);
  await expect(publishGuide(ports, saved)).rejects.toMatchObject({ name: 'ContentMissing' });
  expect(objects.size).toBe(0);
});

/** Does something else once, right after the first page was put. */
function interrupted(fake: ReturnType<typeof fakeSharing>, meanwhile: () => Promise<void> | void) {
  const { publications } = fake.ports;
  let waiting = true;
  const put: typeof publications.put = async (key, body, type) => {
    await publications.put(key, body, type);
    if (!waiting || !key.endsWith('index.html')) return;
    waiting = false;
    await meanwhile();
  };
  return { ...fake.ports, publications: { ...publications, put } };
}

test('when a link is revoked while the guide is published, nothing is left where its cookies lead', async () => {
  const fake = fakeSharing(sharedGuide({ publicationId: 'pub_1' }));
  const ports = interrupted(fake, async () => {
    const guide = fake.guide();
    if (guide) await movePublication(fake.ports, guide, 'pub_1');
    // The pages that were under way when the old place was emptied.
    await fake.ports.publications.put('g/pub_1/index.html', '', 'text/html');
  });
  await publishGuide(ports, saved);
  const current = fake.guide()?.publicationId;
  expect(current).not.toBe('pub_1');
  expect([...fake.objects.keys()].filter((key) => !key.startsWith(`g/${current}/`))).toEqual([]);
  expect(fake.objects.has(`g/${current}/index.html`)).toBe(true);
});

test('when the visibility is narrowed while the guide is published, the public pages do not come back', async () => {
  const fake = fakeSharing(sharedGuide({ publicationId: 'pub_1', visibility: 'public' }));
  const event = await publishGuide(
    interrupted(fake, () => fake.ports.guides.setVisibility(tenantId, guideId, 'private', auditEventOf())),
    saved,
  );
  expect(event.visibility).toBe('private');
  expect([...fake.objects.keys()].filter((key) => key.startsWith('p/'))).toEqual([]);
});

test('when the guide is deleted while it is published, its pages go again', async () => {
  const fake = fakeSharing(sharedGuide({ publicationId: 'pub_1' }));
  await expect(publishGuide(interrupted(fake, fake.forget), saved)).rejects.toMatchObject({
    name: 'GuideGone',
  });
  expect(fake.objects.size).toBe(0);
});
