import { expect, test } from 'vitest';
import { guideId, recordingId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { fakeSharing, sharedGuide } from '../../../test/fakes/sharing.ts';
import { type GuidePublished, guidePublished } from '../../contracts/guides/guide.ts';
import { publishWithoutPictures } from './publish-without-pictures.ts';

const missing = ['Step 2 has no picture: it shows a card number that could not be covered.'];
const caller = { tenantId, userId, guideId };

function setting(changes = {}) {
  const fake = fakeSharing(sharedGuide({ status: 'blocked', missing, ...changes }));
  const announced: GuidePublished[] = [];
  const bus = { announcePublication: async (event: GuidePublished) => void announced.push(event) };
  return { ...fake, announced, ports: { ...fake.ports, bus } };
}

test('a blocked guide is published as it was saved, announced, and the log says who decided so', async () => {
  const { ports, announced, events, guide, objects } = setting();
  const result = await publishWithoutPictures(ports, caller);
  expect(result).toMatchObject({ ok: true, value: { status: 'partial' } });
  expect(objects.has(`g/${guide()?.publicationId}/index.html`)).toBe(true);
  expect(announced.map((event) => guidePublished.parse(event))).toMatchObject([
    { guideId, recordingId, status: 'partial' },
  ]);
  expect(events).toMatchObject([
    { action: 'publishWithoutPictures', actor: { kind: 'user', id: userId }, resource: { id: guideId } },
  ]);
});

test('where announcing failed nothing is noted yet, and asking again announces and notes it', async () => {
  const { ports, announced, events, guide } = setting();
  const broken = { ...ports, bus: { announcePublication: () => Promise.reject(new Error('no bus')) } };
  await expect(publishWithoutPictures(broken, caller)).rejects.toThrow('no bus');
  expect([guide()?.status, events]).toEqual(['blocked', []]);
  expect(await publishWithoutPictures(ports, caller)).toMatchObject({ ok: true });
  expect([announced.length, events.length, guide()?.status]).toEqual([1, 1, 'partial']);
});

test.each(['publishing', 'published', 'partial', 'failed'] as const)(
  'a guide that is %s waits for no decision, and is not announced',
  async (status) => {
    const { ports, announced, journal } = setting({ status });
    expect(await publishWithoutPictures(ports, caller)).toEqual({ ok: false, reason: 'not-blocked' });
    expect([announced, journal]).toEqual([[], []]);
  },
);

test('a decision is about the version that was there: another that came meanwhile, and is held, is not published', async () => {
  const { ports, announced, events, guide, change } = setting();
  const { publications } = ports;
  const put: typeof publications.put = async (key, body, type) => {
    await publications.put(key, body, type);
    change({ version: 2 });
  };
  const meanwhile = { ...ports, publications: { ...publications, put } };
  expect(await publishWithoutPictures(meanwhile, caller)).toEqual({ ok: false, reason: 'version-changed' });
  expect([guide()?.status, announced, events]).toEqual(['blocked', [], []]);
});

test('another tenant finds nothing to decide about', async () => {
  const { ports } = setting();
  const stranger = { ...caller, tenantId: 'tnt_00000000000000000000000009' };
  expect(await publishWithoutPictures(ports, stranger)).toEqual({ ok: false, reason: 'not-found' });
});
