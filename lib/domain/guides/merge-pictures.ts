import type { Draft, DraftStep, ProcessedScreenshot, StepImage } from '../../contracts/guides/draft.ts';
import { missingSentence } from '../../contracts/guides/missing.ts';

/** As many are named: the database hands out a page of guides with all their sentences in one answer of 1 MiB. */
const listed = 20;

/** The draft with each step's pictures, and a sentence about every picture that could not be made. */
export function mergePictures(draft: Draft, results: readonly ProcessedScreenshot[]): Draft {
  const byStep = new Map(results.map((result) => [result.stepId, result]));
  const lost = draft.steps
    .map((step, index) => ({ position: index + 1, result: byStep.get(step.id), step }))
    .filter(({ result, step }) => step.screenshot && !result?.image);
  return {
    ...draft,
    missing: [
      ...draft.missing,
      ...lost
        .slice(0, listed)
        .map(({ position, result }) =>
          missingSentence({ kind: 'picture', step: position, reason: why(result?.reason) }),
        ),
      ...(lost.length > listed
        ? [missingSentence({ kind: 'more-pictures', count: lost.length - listed })]
        : []),
    ],
    steps: draft.steps.map((step): DraftStep => {
      const image = byStep.get(step.id)?.image;
      const folder = `${draft.tenantId}/${draft.guideId}/${step.id}`;
      return { ...step, image: image ? inFolder(image, folder) : null };
    }),
  };
}

/** ProcessScreenshot names its pictures within the step's folder, to keep the workflow's state small. */
function inFolder({ full, reading, thumb, ...rest }: StepImage, folder: string): StepImage {
  const placed = (image: StepImage['full']) => ({ ...image, key: `${folder}/${image.key}` });
  return { ...rest, full: placed(full), reading: placed(reading), thumb: placed(thumb) };
}

const explanations: Readonly<Record<string, string>> = {
  'never-uploaded': 'its upload never arrived',
  'wrong-key': 'it could not be decrypted',
  'foreign-frame': 'it belongs to another recording',
  'foreign-format': 'it is not a WebP, PNG or JPEG picture',
  'too-large': 'it is too large',
  'too-many-pixels': 'it has too many pixels',
  animated: 'it is animated',
  'other-size': 'it is not of the size that was recorded',
  undecodable: 'it is damaged',
};

/** A Map's Catch hands over an error's message, which starts with the reason's name. */
function why(reason: string | undefined): string | undefined {
  const name = Object.keys(explanations).find((known) => reason?.includes(known));
  return name && explanations[name];
}

/** SHA-256 of the content, hexadecimal; the same for the same content whenever it is made. */
export async function contentHash(draft: Draft): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(draft)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
