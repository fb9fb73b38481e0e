import { expect, test } from 'vitest';
import { auditEventOf } from '../../../test/fakes/audit.ts';
import type { AuditEntry } from '../../contracts/audit/entry.ts';
import { chainStart, nextEntry } from './chain.ts';
import { type LogIndex, momentOf, type ReadLogQuery, readLog, type Slice } from './read-log.ts';

const tenantId = 'tnt_acme';

/** A log of so many rows, two of each second, and what was read of it. */
function logOf(length: number) {
  const entries: AuditEntry[] = [];
  for (let i = 0; i < length; i++) {
    const event = auditEventOf({
      id: `aud_${i}`,
      at: new Date(Date.UTC(2026, 2, 1) + Math.floor(i / 2) * 1_000).toISOString(),
      action: i % 100 === 0 ? 'rare' : 'usual',
    });
    entries.push(nextEntry(entries.at(-1) ?? chainStart, event));
  }
  const slices: (Slice & { limit: number })[] = [];
  const index: LogIndex = {
    page: async (_tenant, slice, limit) => {
      slices.push({ ...slice, limit });
      return entries
        .toReversed()
        .filter((entry) => slice.before === undefined || momentOf(entry) < slice.before)
        .slice(0, limit);
    },
  };
  const read = async (query: ReadLogQuery, who = tenantId) => readLog(index, who, query);
  return { entries, slices, read };
}

test('pages put together are the whole log, newest first, none twice', async () => {
  const { entries, read } = logOf(23);
  const seen: number[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read({ limit: '5', ...(cursor ? { cursor } : {}) });
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.entries.map(({ sequence }) => sequence));
    cursor = page.value.nextCursor;
  } while (cursor);
  expect(seen).toEqual(entries.map(({ sequence }) => sequence).toReversed());
});

test('the last page has no cursor, even where it is full', async () => {
  expect(await logOf(5).read({ limit: '5' })).toMatchObject({ ok: true, value: { nextCursor: null } });
});

test('what fits rarely is looked for in so many rows and no more, and a cursor leads on', async () => {
  const { slices, read } = logOf(5_000);
  const page = await read({ action: 'never' });
  if (!page.ok) throw new Error(page.reason);
  expect(page.value.entries).toEqual([]);
  expect(page.value.nextCursor).not.toBeNull();
  expect(slices.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThanOrEqual(2_000);
  let found = 0;
  let cursor: string | null | undefined;
  do {
    const next = await read({ action: 'rare', ...(cursor ? { cursor } : {}) });
    if (!next.ok) throw new Error(next.reason);
    found += next.value.entries.length;
    cursor = next.value.nextCursor;
  } while (cursor);
  expect(found).toBe(50);
});

test('resource and actor lead through their index, times become instants', async () => {
  const { slices, read } = logOf(3);
  await read({ resource: 'lnk_1', actor: 'usr_ada' });
  await read({ actor: 'usr_ada', from: '2026-03-01T01:00:00+01:00', to: '2026-03-02T00:00:00Z' });
  await read({});
  expect(slices.map(({ by }) => by)).toEqual([{ resource: 'lnk_1' }, { actor: 'usr_ada' }, 'time']);
  expect(slices[1]).toMatchObject({ from: '2026-03-01T00:00:00.000Z', before: '2026-03-02T00:00:00.000Z' });
});

test('a cursor of another tenant, of nobody, or a limit out of bounds is refused', async () => {
  const { read } = logOf(9);
  const page = await read({ limit: '2' });
  const cursor = page.ok ? (page.value.nextCursor ?? '') : '';
  for (const [query, who] of [
    [{ cursor }, 'tnt_other'],
    [{ cursor: 'bm9ib2R5' }, tenantId],
    [{ limit: '0' }, tenantId],
    [{ limit: '201' }, tenantId],
  ] as const)
    expect(await read(query, who)).toMatchObject({ ok: false, reason: 'invalid-request' });
});
