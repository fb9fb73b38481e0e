import type { Draft } from '../../../contracts/guides/draft.ts';
import { hideInDraft } from './hide-in-draft.ts';
import type { Hider } from './hider.ts';
import { withoutPhrases } from './phrases.ts';

/** All texts that `hideInDraft` looks at but those of addresses and selectors, each once and as a detector is asked. */
export function textsOfDraft(draft: Draft): string[] {
  const texts = new Set<string>();
  const noted: Hider = {
    text(text) {
      texts.add(withoutPhrases(text));
      return text;
    },
    parts: () => [],
    on: () => noted,
    telling: () => noted,
  };
  hideInDraft(draft, noted);
  return [...texts];
}
