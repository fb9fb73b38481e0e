import type { Draft, DraftStep, StepImage } from './draft.ts';
import type { Guide, GuideStep } from './guide.ts';

/** Gives the address under which a stored picture of a step is read. */
export type PictureAddress = (
  image: StepImage,
  size: 'full' | 'reading' | 'thumb',
  step: DraftStep,
) => string;

/** The public guide of a saved draft. What only editing and composing need stays behind. */
export function guideOfDraft(draft: Draft, version: number, address: PictureAddress): Guide {
  return {
    id: draft.guideId,
    version,
    title: draft.title,
    description: draft.description,
    url: draft.url,
    ...(draft.titledBy ? { titledBy: draft.titledBy } : {}),
    steps: draft.steps.map((step) => guideStep(step, address)),
  };
}

function guideStep(step: DraftStep, address: PictureAddress): GuideStep {
  const { image } = step;
  return {
    id: step.id,
    kind: step.kind,
    title: step.title,
    url: step.page.url,
    target: {
      role: step.target?.role ?? '',
      name: step.target?.name ?? '',
      selectors: step.target?.selectors ?? [],
    },
    ...(step.note === undefined ? {} : { note: step.note }),
    screenshot: image && {
      url: address(image, 'reading', step),
      width: image.reading.width,
      height: image.reading.height,
      target: image.target,
      fullUrl: address(image, 'full', step),
      thumbnailUrl: address(image, 'thumb', step),
    },
  };
}
