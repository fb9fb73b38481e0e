import { fill } from '../../contracts/compose/fill.ts';
import type { Draft, DraftStep } from '../../contracts/guides/draft.ts';
import { guideGoal } from './guide-goal.ts';
import { pageTitleParts, siteName } from './site-name.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

/** Longest title of a guide, in characters. */
const titleLength = 80;

/** Title of a guide from its steps alone; the same steps give the same words. */
export function titleGuide({ steps }: Pick<Draft, 'steps'>, words: GuidePhrases = english): string {
  const first = steps[0];
  if (!first) return words.title.empty;
  const last = steps.at(-1) ?? first;
  const goal = guideGoal(steps, siteName(pagesOf(steps, hostOf(last))), words);
  const site = siteName(pagesOf(steps, hostOf(goal?.step ?? last)));
  return goal ? joinSite(goal.text, site) : titleWithoutGoal(steps, site, words);
}

/** How each order goes on to where: `Sign in to Acme`; every other by “in”. */
const prepositions: readonly (readonly [RegExp, string])[] = [
  [/^(?:sign|log) in\b/i, 'to'],
  [/^(?:sign|log) out$/i, 'of'],
  [/^sign up$/i, 'for'],
  [/^(?:register|check out)$/i, 'at'],
  [/^(?:subscribe|donate)$/i, 'to'],
  [/^upgrade$/i, ''],
];

function joinSite(text: string, site: string | undefined): string {
  const short = wholeWords(text, titleLength);
  if (!site || short.toLowerCase().includes(site.toLowerCase())) return short;
  const special = prepositions.find(([pattern]) => pattern.test(text))?.[1];
  // “Opt in”, “Drag it onto”: another preposition after that would stumble.
  if (special === undefined && /\b(?:at|for|from|in|of|on|onto|to|up|with)$/i.test(text)) return short;
  const whole = [text, special ?? 'in', site].filter(Boolean).join(' ');
  return whole.length <= titleLength ? whole : short;
}

/** Many things, none of which says what for, or only looked around. */
function titleWithoutGoal(
  steps: readonly DraftStep[],
  site: string | undefined,
  { title: words }: GuidePhrases,
): string {
  const acts = steps.some(({ kind }) => !/^(?:navigate|scroll|switch-tab|close-tab|hover)$/.test(kind));
  const last = steps.findLast(({ page }) => page.title);
  const page = last && pageTitleParts(last.page.title).find((part) => part !== site);
  const phrase = acts ? words.use : words.goTo;
  if (acts && site) return wholeWords(fill(words.use, { it: site }), titleLength);
  if (page) return joinSite(fill(phrase, { it: page }), site);
  if (site) return fill(words.goTo, { it: site });
  return fill(phrase, { it: wholeWords(hostOf(last ?? (steps[0] as DraftStep)), 60) || words.somePage });
}

function pagesOf(steps: readonly DraftStep[], host: string): DraftStep['page'][] {
  return steps.map(({ page }) => page).filter((page) => hostOf({ page }) === host);
}

export function hostOf({ page }: Pick<DraftStep, 'page'>): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(page.url)?.[1] ?? '';
}

/** As many words as fit, ending where a phrase may end: never in the middle of one, and without dots. */
function wholeWords(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length + 1);
  const words = head.slice(0, Math.max(head.lastIndexOf(' '), 0)) || text.slice(0, length);
  return words.replace(/(?:[\s,;:–—&-]+(?:an?|and|at|by|for|from|in|of|on|or|the|to|with)?)+$/i, '');
}
