import { zipSync } from 'fflate';
import type { Draft } from '../../contracts/guides/draft.ts';
import { guideOfDraft } from '../../contracts/guides/guide-of-draft.ts';
import { renderMarkdown } from './markdown.ts';
import type { SharedGuide } from './published-guide.ts';

/**
 * A zip archive of the guide as Markdown and of its pictures, which the text names relative to itself: unpacked
 * anywhere it is whole, and asks nobody for anything.
 */
export async function guideArchive(
  shared: Pick<SharedGuide, 'title' | 'version'>,
  draft: Draft,
  { read, now }: { read: (pictureKey: string) => Promise<Uint8Array>; now: Date },
): Promise<Uint8Array> {
  const names = pictureNames(draft);
  const guide = guideOfDraft(draft, shared.version, (_image, _size, { id }) => names.get(id) ?? '');
  const pictures = await Promise.all(
    draft.steps.flatMap(({ id, image }) =>
      image ? [read(image.reading.key).then((bytes) => [names.get(id) ?? '', bytes] as const)] : [],
    ),
  );
  const text = new TextEncoder().encode(renderMarkdown({ ...guide, title: shared.title }));
  // Pictures are compressed already: packing them again costs time and gains nothing.
  const packed = pictures.map(([name, bytes]) => [name, [bytes, { level: 0 }]] as const);
  return zipSync({ 'guide.md': text, ...Object.fromEntries(packed) }, { mtime: now });
}

/** By step: `images/step-07.webp`, so that they sort as the steps do. */
function pictureNames({ steps }: Draft): ReadonlyMap<string, string> {
  const digits = Math.max(2, String(steps.length).length);
  return new Map(
    steps.map(({ id }, place) => [id, `images/step-${String(place + 1).padStart(digits, '0')}.webp`]),
  );
}
