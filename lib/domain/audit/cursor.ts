import * as z from 'zod/mini';

const place = z.object({ tenantId: z.string(), before: z.string() });

/** Where a page ended, opaque to clients and good for this tenant alone. */
export function toCursor(tenantId: string, before: string | undefined): string | null {
  return before === undefined
    ? null
    : Buffer.from(JSON.stringify({ tenantId, before })).toString('base64url');
}

/** Undefined for what was never given out to this tenant. */
export function fromCursor(tenantId: string, cursor: string): string | undefined {
  try {
    const parsed = place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success && parsed.data.tenantId === tenantId ? parsed.data.before : undefined;
  } catch {
    return undefined;
  }
}
