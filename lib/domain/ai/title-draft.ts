import type { AssembledGuide, Draft } from '../../contracts/guides/draft.ts';
import { describeGuide } from './describe-guide.ts';
import { distinguishTitles } from './distinguish-titles.ts';
import { titleGuide } from './title-guide.ts';

export interface TitlePorts {
  readonly drafts: {
    read(key: string): Promise<Draft>;
    write(key: string, draft: Draft): Promise<void>;
  };
}

/** What the DevTools Recorder calls a recording that nobody named, and the like. */
const nobodysTitle =
  /^(?:new |untitled )?recording\b[\d\s/.:,-]*(?:at\b[\d\s:.,]*(?:[ap]\.?m\.?)?)?$|^untitled$/i;

/** Gives the draft its words, in place. Running it again changes nothing. */
export async function titleSteps(ports: TitlePorts, assembled: AssembledGuide): Promise<AssembledGuide> {
  const draft = await ports.drafts.read(assembled.draftKey);
  await ports.drafts.write(assembled.draftKey, titleDraft(draft));
  return assembled;
}

/** A title that a person gave stands; one that only stood in until now does not. */
export function titleDraft(draft: Draft): Draft {
  const title = isStandIn(draft) ? titleGuide(draft) : draft.title;
  return {
    ...draft,
    title,
    description: draft.description || describeGuide(draft.steps, title),
    steps: distinguishTitles(draft.steps),
  };
}

function isStandIn({ title, steps }: Draft): boolean {
  const page = steps[0]?.page;
  return (
    title.trim() === '' || title === page?.title || title === page?.url || nobodysTitle.test(title.trim())
  );
}
