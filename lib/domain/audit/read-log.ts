import * as z from 'zod/mini';
import type { AuditEntry, listAuditResponse } from '../../contracts/audit/entry.ts';
import { fromCursor, toCursor } from './cursor.ts';

const identifier = z.string().check(z.minLength(1), z.maxLength(200));
const time = z.iso.datetime({ offset: true });

export const readLogQuery = z.object({
  limit: z.optional(z.string().check(z.regex(/^[0-9]{1,3}$/))),
  cursor: z.optional(z.string().check(z.maxLength(500))),
  actor: z.optional(identifier),
  action: z.optional(identifier),
  resource: z.optional(identifier),
  outcome: z.optional(z.enum(['done', 'refused', 'failed'])),
  from: z.optional(time),
  to: z.optional(time),
});
export type ReadLogQuery = z.infer<typeof readLogQuery>;

/** Rows between two moments, newest first, of an index: the resource's, the actor's, or all. */
export interface Slice {
  readonly by: { readonly resource: string } | { readonly actor: string } | 'time';
  /** Inclusive. */
  readonly from: string | undefined;
  /** Before which: a moment, or an instant. */
  readonly before: string | undefined;
}

export interface LogIndex {
  page(tenantId: string, slice: Slice, limit: number): Promise<readonly AuditEntry[]>;
}

type Page = z.infer<typeof listAuditResponse>;
type Outcome =
  | { ok: true; value: Page }
  | { ok: false; reason: 'invalid-request'; errors: { pointer: string; message: string }[] };

/** What one request looks at, at most: a filter that fits nothing must not read the whole log. */
const lookedAt = 2_000;
const pageSize = 250;

/**
 * Newest first. Actor, resource and time lead through an index; action and outcome are looked for in what these give,
 * so that a page may have few rows, or none, and still a cursor to go on with.
 */
export async function readLog(index: LogIndex, tenantId: string, query: ReadLogQuery): Promise<Outcome> {
  const limit = Number(query.limit ?? 50);
  if (limit < 1 || limit > 200) return invalid('limit', 'must be from 1 to 200');
  const start = query.cursor === undefined ? undefined : fromCursor(tenantId, query.cursor);
  if (query.cursor !== undefined && !start) return invalid('cursor', 'not a cursor that this list has given');
  const slice = {
    by: query.resource ? { resource: query.resource } : query.actor ? { actor: query.actor } : 'time',
    from: query.from && new Date(query.from).toISOString(),
  } as const;
  let before = start ?? (query.to && new Date(query.to).toISOString());
  const entries: AuditEntry[] = [];
  for (let seen = 0; seen < lookedAt; ) {
    const size = isNarrow(query) ? pageSize : limit + 1;
    const page = await index.page(tenantId, { ...slice, before }, size);
    for (const entry of page) {
      if (fits(query, entry)) {
        if (entries.length === limit)
          return { ok: true, value: { entries, nextCursor: toCursor(tenantId, before) } };
        entries.push(entry);
      }
      before = momentOf(entry);
    }
    if (page.length < size) return { ok: true, value: { entries, nextCursor: null } };
    seen += page.length;
  }
  return { ok: true, value: { entries, nextCursor: toCursor(tenantId, before) } };
}

/** Sorts rows by their time, and by their place where that is the same. */
export function momentOf({ at, sequence }: Pick<AuditEntry, 'at' | 'sequence'>): string {
  return `${at}#${String(sequence).padStart(12, '0')}`;
}

/** Whether rows are looked for among others. */
function isNarrow({ actor, action, resource, outcome }: ReadLogQuery): boolean {
  return action !== undefined || outcome !== undefined || (actor !== undefined && resource !== undefined);
}

function fits({ actor, action, outcome }: ReadLogQuery, entry: AuditEntry): boolean {
  return (
    (actor === undefined || entry.actor.id === actor) &&
    (action === undefined || entry.action === action) &&
    (outcome === undefined || entry.outcome === outcome)
  );
}

function invalid(parameter: string, message: string): Outcome {
  return { ok: false, reason: 'invalid-request', errors: [{ pointer: `query/${parameter}`, message }] };
}
