import { recognizers } from './all-recognizers.ts';
import { plainWords } from './context/plain-words.ts';
import { foldText } from './text/fold-text.ts';
import { readSigns } from './text/text-signs.ts';

/**
 * Whether a text can hold anything sensitive at all, in one pass over it: for those who go through whole pages. Never
 * wrong about a text in which `findEntities` finds something.
 */
export function mightHold(text: string, label = ''): boolean {
  const folded = foldText(text);
  const signs = readSigns(folded.text);
  const around = { label: plainWords(label).trim() };
  return recognizers.some(({ kind, needs, find }) => {
    if (kind === 'url' || !needs(signs, around)) return false;
    // Any capital may begin a name, and any words a password: only a look at them tells more.
    return (
      (kind !== 'person-name' && kind !== 'password') ||
      !find(folded.text, around)[Symbol.iterator]().next().done
    );
  });
}
