import { expect, test } from 'vitest';
import { fakeGuides, guideRecord } from '../../../test/fakes/guide-records.ts';
import { listGuides } from './list-guides.ts';

const tenantId = guideRecord().tenantId;
const pictures = { address: async (key: string) => `https://signed.example/${key}` };
const readable = async (_reader: unknown, items: readonly { id: string }[]) =>
  new Set(items.map(({ id }) => id));
const numbered = (index: number, changes = {}) =>
  guideRecord({
    id: `gde_${String(index).padStart(26, '0')}`,
    createdAt: new Date(1_770_000_000_000 + Math.floor(index / 2) * 1000),
    ...changes,
  });

test('paging through goes by every guide once, newest first, also where two are of the same moment', async () => {
  const { guides } = fakeGuides(...Array.from({ length: 7 }, (_, index) => numbered(index)));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listGuides({ guides, pictures, readable }, { tenantId }, { limit: '2', cursor });
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.guides.map(({ id }) => id));
    cursor = page.value.nextCursor;
  } while (cursor);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => numbered(index).id));
});

test('what the reader may not see is left out, and the pages are full all the same', async () => {
  const { guides } = fakeGuides(...Array.from({ length: 12 }, (_, index) => numbered(index)));
  const even = new Set([0, 2, 4, 6, 8, 10].map((index) => numbered(index).id));
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const ports = { guides, pictures, readable: async () => even };
    const page = await listGuides(ports, { tenantId }, { limit: '4', cursor });
    if (!page.ok) throw new Error(page.reason);
    pages.push(page.value.guides.map(({ id }) => id));
    cursor = page.value.nextCursor;
  } while (cursor);
  expect(pages).toEqual(
    [
      [10, 8, 6, 4],
      [2, 0],
    ].map((page) => page.map((index) => numbered(index).id)),
  );
});

test('the list holds nothing of another tenant, not even with its cursor', async () => {
  const foreign = numbered(9, { tenantId: 'tnt_00000000000000000000000002' });
  const { guides } = fakeGuides(numbered(1), foreign);
  const page = await listGuides(
    { guides, pictures, readable },
    { tenantId: 'tnt_00000000000000000000000003' },
    {},
  );
  expect(page).toEqual({ ok: true, value: { guides: [] } });
  const own = await listGuides(
    { guides, pictures, readable },
    { tenantId },
    { cursor: `zzzzzzzz.${foreign.id}` },
  );
  expect(own.ok && own.value.guides.map(({ id }) => id)).toEqual([numbered(1).id]);
});

test('a cover is addressed, a guide without one has none', async () => {
  const { guides } = fakeGuides(numbered(0), numbered(2, { coverKey: 'a/thumb.webp' }));
  const page = await listGuides({ guides, pictures, readable }, { tenantId }, {});
  expect(page.ok && page.value.guides.map(({ coverUrl }) => coverUrl)).toEqual([
    'https://signed.example/a/thumb.webp',
    null,
  ]);
});

test('the list says what a partial guide lacks', async () => {
  const missing = ['Step 2 has no picture: it is damaged.'];
  const { guides } = fakeGuides(numbered(0, { status: 'partial', missing }), numbered(2));
  const page = await listGuides({ guides, pictures, readable }, { tenantId }, {});
  expect(page.ok && page.value.guides.map((guide) => guide.missing)).toEqual([[], missing]);
});

test.each(['', 'abc', '0.gde_short', "1'; drop table guides;--"])('%j is no cursor', async (cursor) => {
  const { guides } = fakeGuides();
  expect(await listGuides({ guides, pictures, readable }, { tenantId }, { cursor })).toMatchObject({
    ok: false,
    reason: 'invalid-request',
    errors: [{ pointer: 'query/cursor' }],
  });
});
