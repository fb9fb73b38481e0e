import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import { blanked, burnIn, isBurnt } from './burn-in.ts';
import { coverOf } from './cover.ts';
import { type FindSensitive, findOnPicture } from './find-on-picture.ts';
import { type PrivateField, typedInto } from './private-field.ts';
import type { Raster } from './raster.ts';
import type { WordReader, WordsRead } from './read-words.ts';

/** How often a picture is read: what is found for the last time is not covered any more, but held against it. */
const mostReadings = 3;

export interface RedactionPorts {
  readonly reader: WordReader;
  readonly find: FindSensitive;
  readonly fields?: readonly PrivateField[];
}

type Unread = Exclude<WordsRead, { ok: true }>['reason'];

export type Redacted =
  /** `kinds` are those that were found and covered; `unread` says why nobody looked for more than the page marked. */
  | { readonly ok: true; readonly kinds: readonly HiddenKind[]; readonly unread?: Unread }
  /** Something was found and covered, and then nobody could look whether part of it was left. */
  | {
      readonly ok: false;
      readonly reason: 'not-read';
      readonly kinds: readonly HiddenKind[];
      readonly unread: Unread;
    }
  | { readonly ok: false; readonly reason: 'sensitive-left'; readonly kinds: readonly HiddenKind[] };

/**
 * Paints over what the page marked, then over what can be read and is sensitive, or stands in a field whose value is
 * hidden, in the pixels of `raster` itself. After something was covered it is read again: part of a word may have been
 * left beside the cover, and a reader sees other lines where there are other gaps.
 * @param marked in pixels of the picture
 */
export async function redactPicture(
  { reader, find, fields = [] }: RedactionPorts,
  raster: Raster,
  scale: number,
  marked: readonly Rectangle[],
): Promise<Redacted> {
  burnIn(raster, marked);
  const covers = [...marked];
  const kinds = new Set<HiddenKind>();
  for (let reading = 1; ; reading += 1) {
    const read = await reader.read(blanked(raster, covers), scale);
    if (!read.ok) {
      const unread = read.reason;
      if (kinds.size > 0) return { ok: false, reason: 'not-read', kinds: [...kinds], unread };
      return { ok: true, kinds: [], unread };
    }
    const typed = read.lines.flatMap((line) => typedInto(fields, line));
    const found = [...findOnPicture(read.lines, find), ...typed].flatMap(({ kind, box }) => {
      const cover = coverOf(raster, box);
      return cover && !isBurnt(raster, cover) ? [{ kind, cover }] : [];
    });
    if (found.length === 0) return { ok: true, kinds: [...kinds] };
    if (reading === mostReadings)
      return { ok: false, reason: 'sensitive-left', kinds: [...new Set(found.map(({ kind }) => kind))] };
    for (const { kind, cover } of found) {
      burnIn(raster, [cover]);
      covers.push(cover);
      kinds.add(kind);
    }
  }
}
