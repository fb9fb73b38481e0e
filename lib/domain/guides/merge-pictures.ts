import {
  type Draft,
  type DraftStep,
  type ProcessedScreenshot,
  type StepImage,
  withheldReasons,
} from '../../contracts/guides/draft.ts';
import { missingSentence } from '../../contracts/guides/missing.ts';
import { inWords } from '../../contracts/redaction/kind-words.ts';

/** As many are named: the database hands out a page of guides with all their sentences in one answer of 1 MiB. */
const listed = 20;

/** The draft with each step's pictures, and a sentence about every picture that could not be made. */
export function mergePictures(draft: Draft, results: readonly ProcessedScreenshot[]): Draft {
  const byScreenshot = new Map(results.map((result) => [result.screenshotId, result]));
  const images = new Map(
    results.flatMap(({ pictures }) => pictures.map(({ stepId, image }) => [stepId, image] as const)),
  );
  const lost = draft.steps.flatMap(({ id, screenshot }, index) =>
    screenshot && !images.has(id) ? [{ step: index + 1, result: byScreenshot.get(screenshot.id) }] : [],
  );
  // The person who has to decide about them must find them named.
  const named = [...lost.filter(isWithheld), ...lost.filter((one) => !isWithheld(one))].slice(0, listed);
  const unreadIds = new Set(
    results.flatMap(({ unread, pictures }) => (unread ? pictures.map(({ stepId }) => stepId) : [])),
  );
  const unread = draft.steps.flatMap(({ id }, index) => (unreadIds.has(id) ? [index + 1] : []));
  return {
    ...draft,
    missing: [
      ...draft.missing,
      ...named.map(({ step, result }) => missingSentence({ kind: 'picture', step, reason: why(result) })),
      ...(lost.length > listed
        ? [missingSentence({ kind: 'more-pictures', count: lost.length - listed })]
        : []),
      ...(unread.length > 0 ? [unreadSentence(unread)] : []),
    ],
    steps: draft.steps.map((step): DraftStep => {
      const image = images.get(step.id);
      const folder = `${draft.tenantId}/${draft.guideId}/${step.id}`;
      return { ...step, image: image ? inFolder(image, folder) : null };
    }),
  };
}

function unreadSentence(steps: readonly number[]): string {
  const named = steps.slice(0, listed);
  return missingSentence({ kind: 'unread', steps: named, more: steps.length - named.length });
}

/** Whether a picture was withheld because of what it shows, so that its guide waits for somebody's decision. */
export function isBlocked(results: readonly ProcessedScreenshot[]): boolean {
  return results.some((result) => isWithheld({ result }));
}

function isWithheld({ result }: { readonly result?: ProcessedScreenshot | undefined }): boolean {
  return result?.reason !== undefined && withheldReasons.includes(result.reason);
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
  'not-read': 'it could not be looked through for what is sensitive',
};

/** A Map's Catch hands over an error's message, which starts with the reason's name. */
function why(result: ProcessedScreenshot | undefined): string | undefined {
  const { reason, kinds = [] } = result ?? {};
  if (reason === 'sensitive-left')
    return `it shows ${inWords(kinds) || 'something'} that could not be covered`;
  const name = Object.keys(explanations).find((known) => reason?.includes(known));
  return name && explanations[name];
}

/** SHA-256 of the content, hexadecimal; the same for the same content whenever it is made. */
export async function contentHash(draft: Draft): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(draft)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
