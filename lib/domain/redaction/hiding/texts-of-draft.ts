import type { Draft } from '../../../contracts/guides/draft.ts';
import type { Hider } from './hider.ts';
import { withoutPhrases } from './phrases.ts';
import { redactDraft } from './redact-draft.ts';

/** All texts that `redactDraft` looks at but those of addresses and selectors, each once and as a detector is asked. */
export function textsOfDraft(draft: Draft): string[] {
  const texts = new Set<string>();
  const noted: Hider = {
    text(text) {
      texts.add(withoutPhrases(text));
      return text;
    },
    kindsIn: () => [],
    on: () => noted,
  };
  redactDraft(draft, noted);
  return [...texts];
}
