import { fill } from '../../contracts/compose/fill.ts';
import { titleParts, titleText } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { opens } from './goal-words.ts';
import { type GuideGoal, isPress, shownName } from './shown-step.ts';
import type { GuidePhrases } from './words/guide-phrases.ts';

/** In a longer guide a setting or a page that was opened is one thing among many. */
export const fewSteps = 8;

/** Nothing was submitted: a search, a setting, or simply the last thing that was opened. */
export function lesserGoal(
  steps: readonly DraftStep[],
  { title: words }: GuidePhrases,
): GuideGoal | undefined {
  if (steps.length > fewSteps) return undefined;
  const search = steps.findLast(isSearch);
  const setting = steps.findLast((step) => settingText(step, words) !== undefined);
  if (search && (!setting || setting.actions.first < search.actions.first))
    return { text: fill(words.search, { value: search.value?.text ?? '' }), step: search };
  const text = setting && settingText(setting, words);
  if (text) return { text, step: setting };
  const opened = steps.findLast(
    (step) => isPress(step) && isWhole(shownName(step)) && opens(shownName(step)),
  );
  return opened && { text: fill(words.open, { it: shownName(opened) }), step: opened };
}

/** `Set Country to Norway`, `Turn on Dark mode`; nothing for a field without a name, or one whose name was cut. */
function settingText({ kind, title }: DraftStep, words: GuidePhrases['title']): string | undefined {
  const strong = titleParts(title).flatMap((part) => (part.strong ? [part.text] : []));
  if (strong.length === 0 || !strong.every(isWhole)) return undefined;
  switch (kind) {
    case 'select':
      return fill(strong.length > 1 ? words.set : words.select, {
        it: strong[1] ?? '',
        value: strong[0] ?? '',
      });
    case 'check':
    case 'uncheck':
    case 'drag':
      return titleText(title);
    case 'choose-file':
      return words.upload;
    default:
      return undefined;
  }
}

function isWhole(name: string): boolean {
  return name !== '' && !name.includes('…');
}

function isSearch({ kind, target, value }: DraftStep): boolean {
  if (kind !== 'type' || !target || !value?.text || value.text.length > 40) return false;
  return (
    target.role === 'searchbox' ||
    target.inputType === 'search' ||
    /\bsearch|\bfind\b|\bquery\b/i.test(target.name)
  );
}
