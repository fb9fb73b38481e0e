import { fill } from '../../contracts/compose/fill.ts';
import { lowerWords } from '../../contracts/compose/lower-words.ts';
import { titleParts, titleText } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { pageTitleParts, siteName } from './site-name.ts';
import { hostOf } from './title-guide.ts';
import { type DescriptionPhrase, english, type GuidePhrases } from './words/guide-phrases.ts';

const nameLength = 40;
const namedSites = 3;
const namedFields = 4;
/** Labels that only say that something goes there. */
const vague = /^(?:value|text|input|field|content|data|search)$/i;
/** A label that reads on after “the”. */
const noun =
  /^(?!(?:a|an|are|can|choose|do|enter|how|if|is|select|type|what|when|where|which|who|why)\b)[\p{L}\p{N}’' -]+$/iu;

/**
 * Where the procedure begins and ends, and what it takes, as far as the steps show it for sure; nothing of what the
 * title says already. Empty when that leaves nothing.
 */
export function describeGuide(
  steps: readonly DraftStep[],
  title: string,
  { description }: GuidePhrases = english,
): string {
  const told = titleText(title).toLowerCase();
  return [way(steps, told, description), needs(steps, description)].filter(Boolean).join(' ');
}

type Words = GuidePhrases['description'];

function way(steps: readonly DraftStep[], told: string, words: Words): string {
  const isTold = (name: string) => told.includes(name.toLowerCase());
  const hosts = [...new Set(steps.map(hostOf).filter(Boolean))];
  const sites = hosts.map((host) =>
    siteName(steps.map(({ page }) => page).filter((page) => hostOf({ page }) === host)),
  );
  if (hosts.length > 1) {
    const names = [...new Set(sites.map((site, i) => site ?? hosts[i] ?? ''))];
    return names.length > namedSites || names.every(isTold) ? '' : betweenSites(names, words);
  }
  const site = sites[0];
  const visited = pageNames(steps, site);
  if (new Set(visited).size < 2) return site && !isTold(site) ? fill(words.inSite, { it: site }) : '';
  const unsaid = site && !isTold(site) && visited[0] !== site;
  return betweenPages(visited, isTold, unsaid ? fill(words.ofSite, { it: site }) : '', words);
}

function betweenSites(names: readonly string[], words: Words): string {
  const [first = '', last = ''] = names;
  return names.length === 2
    ? fill(words.twoSites, { first, last })
    : fill(words.manySites, { names: listed(names, words) });
}

/** The first page and the last, and one between them where it is the only one: of many, the steps tell. */
function betweenPages(
  visited: readonly string[],
  isTold: (name: string) => boolean,
  ofSite: string,
  words: Words,
): string {
  const [first = '', ...others] = visited;
  const last = others.pop() ?? first;
  const said = { first: asPage(first, words), last: asPage(last, words), ofSite };
  if (first === last) return fill(words.startAndFinish, said);
  if (isTold(last)) return isTold(first) ? '' : fill(words.startOn, said);
  const [middle, ...more] = new Set(others.filter((name) => name !== first && name !== last));
  return middle === undefined || more.length > 0
    ? fill(words.fromTo, said)
    : fill(words.fromThroughTo, { ...said, middle: asPage(middle, words) });
}

function asPage(it: string, { page, namedPage }: Words): string {
  return fill(/\bpage$/i.test(it) ? namedPage : page, { it });
}

/** The pages gone through in order, by what tells them apart; the first is mostly called as its site. */
function pageNames(steps: readonly DraftStep[], site: string | undefined): string[] {
  return steps
    .flatMap(({ page }) => pageTitleParts(page.title).find((part) => part !== site) ?? site ?? [])
    .filter((name) => name.length <= nameLength);
}

/** What the reader cannot take from the guide: secrets, files, and what was masked in the recording. */
function needs(steps: readonly DraftStep[], words: Words): string {
  const wanted = new Set<string>();
  const masked = new Set<string>();
  for (const step of steps) {
    const need = secretNeed(step);
    if (need) wanted.add(words[need]);
    else if (step.kind === 'choose-file') wanted.add(words.file);
    else if (step.kind === 'type' && step.value?.masked && step.target?.role !== 'searchbox') {
      const name = titleParts(step.title).find(({ strong }) => strong)?.text;
      if (name && name.length <= nameLength && !vague.test(name)) masked.add(detailOf(name, words));
    }
  }
  const shown = masked.size > namedFields ? [...masked].slice(0, namedFields - 1) : [...masked];
  const more = masked.size > shown.length && !masked.has(words.others) ? [words.others] : [];
  const all = [...shown, ...more, ...wanted];
  return all.length === 0 ? '' : fill(words.needs, { names: listed(all, words) });
}

function detailOf(label: string, { detail, others }: Words): string {
  const it = label.replace(/^(?:your|my|the) /i, '');
  return noun.test(it) ? fill(detail, { it: lowerWords(it) }) : others;
}

function secretNeed({ kind, target }: DraftStep): DescriptionPhrase | undefined {
  if (kind !== 'type') return undefined;
  switch (target?.sensitivity) {
    case 'password':
      return 'password';
    case 'card':
      return 'card';
    case 'one-time-code':
      return 'code';
    default:
      return undefined;
  }
}

function listed(names: readonly string[], { comma, and }: Words): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(comma)}${and}${last}` : last;
}
