import type { Stance } from '../evidence.ts';
import { isInAddress, isPartOfOther, lookAlikeWords } from './look-alikes.ts';
import type { Scene } from './scene.ts';

/** How near a word has to stand to speak against. */
const reachAgainst = 30;

export interface Speaking {
  readonly words?: RegExp;
  readonly against?: RegExp | null;
}

/** What the surroundings of a part of the text say of its being what these are the words for. */
export function stanceOf(scene: Scene, start: number, end: number, { words, against }: Speaking): Stance {
  const { text, label } = scene;
  const isNumber = against === undefined;
  const unwanted = isNumber ? lookAlikeWords : (against ?? undefined);
  if (label !== '' && lastOf(label, words)) return 'for';
  const over = scene.over(start);
  if (over !== undefined) {
    if (lastOf(over, words)) return 'for';
    if (lastOf(over, unwanted)) return 'against';
  }
  if (isNumber && isInAddress(text, start)) return 'against';
  const before = scene.before(start);
  const speaking = words && scene.says(words) ? lastOf(before, words) : undefined;
  const opposing = lastOf(before, unwanted);
  const usable = speaking && !isUsedUp(before.slice(speaking.end));
  const nearer =
    opposing && opposing.end > before.length - reachAgainst && (!usable || opposing.end > speaking.end);
  if (usable && !nearer) return 'for';
  if (nearer && !/\d/.test(before.slice(opposing.end))) return 'against';
  if (words && scene.says(words) && isNamedBehind(scene.after(end), words)) return 'for';
  if (isNumber && isPartOfOther(text, start, end)) return 'against';
  if (label === '') return scene.isAlone(start, end) ? 'alone' : 'none';
  return lastOf(label, unwanted) ? 'against' : 'none';
}

const fillers =
  /^[\s?!.]*(?:(?:is|was|are|as|for|in|into|its?|s|the|my|your|his|her|their|our|a|an|valid|correct|new|old|ist|meine?|der|die|das|als|est|mon|ma|le|la|es|mi|su|el|il|mio|e|o|minha?)\s+)*$/;

/** Behind a value only what names it counts, with nothing but small words between. */
function isNamedBehind(behind: string, words: RegExp): boolean {
  const at = behind.search(words);
  return at >= 0 && fillers.test(behind.slice(0, at));
}

/** Whether another number took the words already: then only a list goes on from it (`12345, 67890 and 24680`). */
function isUsedUp(between: string): boolean {
  let end = -1;
  for (const match of between.matchAll(/\d[\d .]{3,}\d/g)) end = match.index + match[0].length;
  return (
    end >= 0 && !/^[\s,;|.?!#]*(?:(?:and|or|und|oder|et|ou|y|o|e|i|en|lub)[\s,]*)?$/.test(between.slice(end))
  );
}

function lastOf(text: string, pattern: RegExp | undefined): { start: number; end: number } | undefined {
  let found: { start: number; end: number } | undefined;
  if (pattern)
    for (const match of text.matchAll(pattern))
      found = { start: match.index, end: match.index + match[0].length };
  return found;
}
