import type { Draft } from '../../contracts/guides/draft.ts';
import { describeGuide } from './describe-guide.ts';
import { distinguishTitles } from './distinguish-titles.ts';
import { titleGuide } from './title-guide.ts';

/** What the DevTools Recorder calls a recording that nobody named, and the like. */
const nobodysTitle =
  /^(?:new |untitled )?recording\b[\d\s/.:,-]*(?:at\b[\d\s:.,]*(?:[ap]\.?m\.?)?)?$|^untitled$/i;

/** A title that a person gave stands; one that only stood in until now does not. */
export function titleDraft(draft: Draft): Draft {
  const title = isStandIn(draft) ? titleGuide(draft) : draft.title;
  return {
    ...draft,
    title,
    ownTitle: isOwnTitle(draft),
    description: draft.description || describeGuide(draft.steps, title),
    steps: distinguishTitles(draft.steps),
  };
}

/** Of a version from before this was kept, a title that the rules would give is taken for theirs. */
function isOwnTitle(draft: Draft): boolean {
  return draft.ownTitle ?? !(isStandIn(draft) || draft.title === titleGuide(draft));
}

function isStandIn({ title, steps }: Draft): boolean {
  const page = steps[0]?.page;
  return (
    title.trim() === '' || title === page?.title || title === page?.url || nobodysTitle.test(title.trim())
  );
}
