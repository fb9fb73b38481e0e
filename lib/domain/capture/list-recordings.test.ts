import { expect, test } from 'vitest';
import { type ListRecordingsPorts, listRecordings, recordingsPerPage } from './list-recordings.ts';

const reader = { tenantId: 'tnt_1' };

/** So many recordings, of which the reader may see those that `visible` says. */
function listOf(count: number, visible: (index: number) => boolean): ListRecordingsPorts<typeof reader> {
  const all = Array.from({ length: count }, (_, index) => ({
    ...{ recordingId: `rec_${index}`, guideId: `gde_${index}`, status: 'recording' as const },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'usr_1' },
  }));
  const indexOf = (id: string) => Number(id.slice('rec_'.length));
  return {
    recordings: {
      async page(_tenantId, cursor, limit) {
        if (cursor === 'never given') return undefined;
        const start = cursor === undefined ? 0 : indexOf(cursor) + 1;
        return { recordings: all.slice(start, start + limit), more: start + limit < count };
      },
      cursorAfter: ({ recordingId }) => recordingId,
    },
    readable: async (_reader, items) =>
      new Set(items.filter(({ id }) => visible(indexOf(id))).map(({ id }) => id)),
  };
}

async function pagesOf(ports: ListRecordingsPorts<typeof reader>): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listRecordings(ports, reader, cursor);
    if (!page) throw new Error('no page');
    pages.push(page.recordings.map(({ recordingId }) => recordingId));
    cursor = page.nextCursor;
  } while (cursor);
  return pages;
}

test('pages are full as long as there is enough to be seen, and nothing comes twice or not at all', async () => {
  for (const [count, visible] of [
    [0, () => true],
    [50, () => true],
    [51, () => true],
    [230, (index: number) => index % 2 === 0],
    [400, (index: number) => index > 380],
    [120, () => false],
  ] as const) {
    const pages = await pagesOf(listOf(count, visible));
    const expected = Array.from({ length: count }, (_, index) => index).filter(visible);
    expect(pages.flat()).toEqual(expected.map((index) => `rec_${index}`));
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(recordingsPerPage);
  }
});

test('who made a recording is not told, and a cursor that was never given gives nothing', async () => {
  const page = await listRecordings(
    listOf(1, () => true),
    reader,
    undefined,
  );
  expect(page?.recordings[0]).not.toHaveProperty('createdBy');
  expect(
    await listRecordings(
      listOf(1, () => true),
      reader,
      'never given',
    ),
  ).toBeUndefined();
});
