import type { Draft, DraftStep, StepImage } from './draft.ts';
import type { Guide, GuideStep } from './guide.ts';
import type { Section } from './section.ts';

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
    ...(draft.sections ? { sections: sectionsThatStand(draft) } : {}),
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
    ...parametersOf(step),
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

function sectionsThatStand({ sections = [], steps }: Draft): Section[] {
  const ids = new Set(steps.map(({ id }) => id));
  return sections.filter(({ firstStep }) => ids.has(firstStep));
}

/** A field's name may be as long as a page likes. */
const nameLength = 80;

/** Of a value that was changed since, what lies beyond its end is nothing. */
function parametersOf({ parameters = [], value, target }: DraftStep): Pick<GuideStep, 'parameters'> {
  const text = value?.text ?? '';
  const told = parameters
    .filter(({ end }) => end <= text.length)
    .map(({ kind, start, end }) => ({
      kind,
      name: target?.name.slice(0, nameLength) ?? '',
      example: text.slice(start, end),
    }));
  return told.length > 0 ? { parameters: told } : {};
}
