import { titleText } from '../../contracts/compose/title.ts';
import type { Draft, DraftStep } from '../../contracts/guides/draft.ts';
import { lowerFirst } from './goal-words.ts';
import { guideGoal } from './guide-goal.ts';
import { siteName, startAddress, titleParts } from './site-name.ts';

/** Longest title of a guide, in characters. */
const titleLength = 80;
const namedPages = 4;

interface GuideWords {
  readonly title: string;
  readonly description: string;
}

/** Title and description of a guide from its steps alone; the same steps give the same words. */
export function titleGuide({ steps }: Pick<Draft, 'steps'>): GuideWords {
  const goal = guideGoal(steps);
  const first = steps[0];
  if (!first) return { title: 'Empty recording', description: 'Nothing was recorded.' };
  const about = goal?.step ?? steps.at(-1) ?? first;
  const site = siteName(pagesOf(steps, hostOf(about)));
  const title = goal ? joinSite(goal.text, site) : titleWithoutGoal(steps, site);
  return { title, description: describe(steps, title, goal !== undefined, site) };
}

function joinSite(text: string, site: string | undefined): string {
  const short = cut(text, titleLength);
  if (!site || short.toLowerCase().includes(site.toLowerCase())) return short;
  const whole = `${text} in ${site}`;
  return whole.length <= titleLength ? whole : short;
}

/** Only looked around: where to. */
function titleWithoutGoal(steps: readonly DraftStep[], site: string | undefined): string {
  const last = steps.findLast(({ page }) => page.title);
  const page = last && titleParts(last.page.title).find((part) => part !== site);
  if (page) return joinSite(`Go to ${page}`, site);
  if (site) return `Go to ${site}`;
  return cut(titleText(steps[0]?.title ?? ''), titleLength);
}

function describe(
  steps: readonly DraftStep[],
  title: string,
  hasGoal: boolean,
  site: string | undefined,
): string {
  const count = steps.length === 1 ? 'one step' : `${steps.length} steps`;
  const address = startAddress(steps[0]?.page.url ?? '');
  const start = address ? `, starting at ${address}` : '';
  const what = hasGoal
    ? `How to ${lowerFirst(title)}, in ${count}${start}.`
    : `${title}, in ${count}${start}.`;
  const pages = pageNames(steps, site);
  return pages.length > 1 ? `${what} Leads through ${listed(pages)}.` : what;
}

/** The pages gone through, by what tells them apart. */
function pageNames(steps: readonly DraftStep[], site: string | undefined): string[] {
  const names = steps.flatMap(({ page }) => titleParts(page.title).find((part) => part !== site) ?? []);
  return [...new Set(names)].filter((name) => name.length <= 40).slice(0, namedPages);
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function pagesOf(steps: readonly DraftStep[], host: string): DraftStep['page'][] {
  return steps.map(({ page }) => page).filter((page) => hostOf({ page }) === host);
}

function hostOf({ page }: Pick<DraftStep, 'page'>): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(page.url)?.[1] ?? '';
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const space = head.lastIndexOf(' ');
  return `${(space > length / 2 ? head.slice(0, space) : head.slice(0, -1)).trimEnd()}…`;
}
