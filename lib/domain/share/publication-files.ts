import { titleText } from '../../contracts/compose/title.ts';
import type { Draft, DraftStep, StepImage } from '../../contracts/guides/draft.ts';
import { guideOfDraft } from '../../contracts/guides/guide-of-draft.ts';
import type { SharedGuide } from './published-guide.ts';
import { renderPage } from './render-page.ts';

export interface PublicationFiles {
  readonly page: string;
  /** The public guide, its addresses relative to itself. */
  readonly json: string;
  readonly pictures: readonly { readonly name: string; readonly mediaKey: string }[];
}

const sizes = ['reading', 'full', 'thumb'] as const;

/** Everything a publication holds. Without `publicUrl` it is not public: no search engine is to list it. */
export function publicationFiles(
  draft: Draft,
  { title, version, missing }: Pick<SharedGuide, 'title' | 'version' | 'missing'>,
  publicUrl?: string,
): PublicationFiles {
  const guide = { ...guideOfDraft(draft, version, pictureName), title };
  const pictures = draft.steps.flatMap((step) =>
    step.image
      ? sizes.map((size) => ({
          name: pictureName(step.image as StepImage, size, step),
          mediaKey: (step.image as StepImage)[size].key,
        }))
      : [],
  );
  return {
    page: renderPage({ guide, images: imagesOf(draft), missing, publicUrl }),
    json: `${JSON.stringify({ ...guide, title: titleText(guide.title) }, null, 2)}\n`,
    pictures,
  };
}

/** Sizes and crops, which the page needs beyond the public guide. */
export function imagesOf(draft: Draft): ReadonlyMap<string, StepImage> {
  return new Map(draft.steps.flatMap(({ id, image }) => (image ? [[id, image] as const] : [])));
}

/** The hash stays in the name: a picture never changes under it, whatever is cached. */
export function pictureName(image: StepImage, size: (typeof sizes)[number], step: DraftStep): string {
  const hash = image[size].key.split('.').at(-2) ?? '';
  return `images/${step.id}-${size}.${hash}.webp`;
}
