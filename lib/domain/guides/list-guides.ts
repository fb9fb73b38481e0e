import * as z from 'zod/mini';
import type { GuideSummary, ListGuidesResponse } from '../../contracts/guides/guide.ts';
import type { GuideRecord, GuideRecords, ListPosition, SignedPictures } from './guide-record.ts';

const mostPerPage = 100;

/** `limit` is 50 unless said otherwise; `cursor` is the `nextCursor` of the page before. */
export const listGuidesQuery = z.object({
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/, `a number from 1 to ${mostPerPage}`))),
  cursor: z.optional(z.string().check(z.maxLength(200))),
});

export interface ListGuidesPorts<Reader> {
  readonly guides: Pick<GuideRecords, 'list'>;
  /** Ids of those that the reader may see. */
  readonly readable: (
    reader: Reader,
    items: readonly { readonly id: string; readonly guideId: string; readonly createdBy: string }[],
  ) => Promise<ReadonlySet<string>>;
  readonly pictures: SignedPictures;
}

export type ListedGuides =
  | { ok: true; value: ListGuidesResponse }
  | { ok: false; reason: 'invalid-request'; errors: { pointer: string; message: string }[] };

/** A page of those guides that the reader may see, newest first: full, as long as there are enough of them. */
export async function listGuides<Reader extends { readonly tenantId: string }>(
  ports: ListGuidesPorts<Reader>,
  reader: Reader,
  query: z.infer<typeof listGuidesQuery>,
): Promise<ListedGuides> {
  const limit = Number(query.limit ?? 50);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (after === null)
    return {
      ok: false,
      reason: 'invalid-request',
      errors: [{ pointer: 'query/cursor', message: 'not a cursor that this list has given' }],
    };
  const found = await findVisible(ports, reader, after, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const guides = await Promise.all(page.map((record) => summaryOf(record, ports.pictures)));
  return {
    ok: true,
    value: found.length > limit && last ? { guides, nextCursor: writeCursor(last) } : { guides },
  };
}

async function findVisible<Reader extends { readonly tenantId: string }>(
  { guides, readable }: ListGuidesPorts<Reader>,
  reader: Reader,
  after: ListPosition | undefined,
  wanted: number,
): Promise<GuideRecord[]> {
  const found: GuideRecord[] = [];
  let place = after;
  for (;;) {
    const page = await guides.list(reader.tenantId, place, wanted);
    const items = page.map(({ id, createdBy }) => ({ id, guideId: id, createdBy }));
    const visible = await readable(reader, items);
    found.push(...page.filter(({ id }) => visible.has(id)));
    place = page.at(-1);
    if (found.length >= wanted || page.length < wanted || !place) return found.slice(0, wanted);
  }
}

async function summaryOf(record: GuideRecord, pictures: SignedPictures): Promise<GuideSummary> {
  const { id, version, title, description, url, stepCount, status, visibility } = record;
  return {
    id,
    version,
    title,
    description,
    url,
    stepCount,
    status,
    visibility,
    coverUrl: record.coverKey && (await pictures.address(record.coverKey)),
    missing: [...record.missing],
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  };
}

function writeCursor({ createdAt, id }: ListPosition): string {
  return `${createdAt.getTime().toString(36)}.${id}`;
}

/** Null for what is no cursor: the tenant's wall does not rest on it, only the reader's place. */
function readCursor(text: string): ListPosition | null {
  const [, time, id] = text.match(/^([0-9a-z]{1,9})\.(gde_[0-9a-z]{20,32})$/) ?? [];
  return time && id ? { createdAt: new Date(Number.parseInt(time, 36)), id } : null;
}
