import type { Draft, DraftStep } from '../../contracts/guides/draft.ts';
import { describeGuide } from './describe-guide.ts';
import { distinguishTitles } from './distinguish-titles.ts';
import { findParameters } from './parameters/find-parameters.ts';
import { sectionsOf } from './section-guide.ts';
import { titleGuide } from './title-guide.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

/** What the DevTools Recorder calls a recording that nobody named, and the like. */
const nobodysTitle =
  /^(?:new |untitled )?recording\b[\d\s/.:,-]*(?:at\b[\d\s:.,]*(?:[ap]\.?m\.?)?)?$|^untitled$/i;

/** A title that a person gave stands; one that only stood in until now does not. */
export function titleDraft(draft: Draft, words: GuidePhrases = english): Draft {
  const title = isStandIn(draft) ? titleGuide(draft, words) : draft.title;
  const { sections: _, ...plain } = draft;
  const steps = distinguishTitles(draft.steps, words).map(withParameters);
  const sections = sectionsOf(steps);
  return {
    ...plain,
    title,
    ownTitle: isOwnTitle(draft, words),
    description: draft.description || describeGuide(draft.steps, title, words),
    steps,
    ...(sections.length > 0 ? { sections } : {}),
  };
}

function withParameters({ parameters: _, ...step }: DraftStep): DraftStep {
  const parameters = findParameters(step);
  return parameters.length > 0 ? { ...step, parameters } : step;
}

/** Of a version from before this was kept, a title that the rules would give is taken for theirs. */
function isOwnTitle(draft: Draft, words: GuidePhrases): boolean {
  return draft.ownTitle ?? !(isStandIn(draft) || draft.title === titleGuide(draft, words));
}

function isStandIn({ title, steps }: Draft): boolean {
  const page = steps[0]?.page;
  return (
    title.trim() === '' || title === page?.title || title === page?.url || nobodysTitle.test(title.trim())
  );
}
