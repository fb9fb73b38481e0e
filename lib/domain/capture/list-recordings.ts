import type { ListRecordingsResponse } from '../../contracts/capture/recording.ts';

export type Listed = ListRecordingsResponse['recordings'][number];

export interface RecordingPage {
  readonly recordings: readonly (Listed & { readonly createdBy: string })[];
  /** Whether there are more after the last. */
  readonly more: boolean;
}

export interface ListRecordingsPorts<Reader> {
  readonly recordings: {
    /** Newest first, after the place of that cursor; undefined for a cursor that was never given. */
    page(tenantId: string, cursor: string | undefined, limit: number): Promise<RecordingPage | undefined>;
    cursorAfter(recording: Listed): string;
  };
  /** Ids of those that the reader may see. */
  readonly readable: (
    reader: Reader,
    items: readonly { readonly id: string; readonly guideId: string; readonly createdBy: string }[],
  ) => Promise<ReadonlySet<string>>;
}

export const recordingsPerPage = 50;

/** A page of those recordings that the reader may see: full, as long as there are enough of them. */
export async function listRecordings<Reader extends { readonly tenantId: string }>(
  { recordings, readable }: ListRecordingsPorts<Reader>,
  reader: Reader,
  cursor: string | undefined,
): Promise<ListRecordingsResponse | undefined> {
  const seen: Listed[] = [];
  let place = cursor;
  for (;;) {
    const page = await recordings.page(reader.tenantId, place, recordingsPerPage);
    if (!page) return undefined;
    const items = page.recordings.map(({ recordingId: id, guideId, createdBy }) => ({
      id,
      guideId,
      createdBy,
    }));
    const visible = await readable(reader, items);
    for (const { createdBy: _, ...recording } of page.recordings)
      if (visible.has(recording.recordingId)) seen.push(recording);
    const shown = seen.slice(0, recordingsPerPage);
    const [last, end] = [shown.at(-1), page.recordings.at(-1)];
    if (seen.length > recordingsPerPage && last)
      return { recordings: shown, nextCursor: recordings.cursorAfter(last) };
    if (!page.more || !end) return { recordings: shown };
    place = recordings.cursorAfter(end);
  }
}
