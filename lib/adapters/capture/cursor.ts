import * as z from 'zod/mini';
import { recordingId } from '../../contracts/capture/recording.ts';

const place = z.object({ recordingId, createdAt: z.iso.datetime() });

/** Where a page of the tenant's recordings ended, opaque to clients. The tenant is never taken from it. */
export function toCursor(end: z.infer<typeof place>): string {
  return Buffer.from(JSON.stringify({ recordingId: end.recordingId, createdAt: end.createdAt })).toString(
    'base64url',
  );
}

/** Undefined for what was never given out. */
export function fromCursor(cursor: string): z.infer<typeof place> | undefined {
  try {
    const parsed = place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
