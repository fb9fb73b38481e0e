import { fill } from '../../contracts/compose/fill.ts';
import { lowerWords } from '../../contracts/compose/lower-words.ts';
import { titleParts, titleText } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { pageTitleParts, siteName } from './site-name.ts';
import { hostOf } from './title-guide.ts';
import { type DescriptionPhrase, english, type GuidePhrases } from './words/guide-phrases.ts';

const nameLength = 40;
const namedPages = 5;
const namedFields = 4;
/** Labels that only say that something goes there. */
const vague = /^(?:value|text|input|field|content|data|search)$/i;

/**
 * Where the procedure leads and what to have at hand, as far as the steps show it for sure; nothing of what the title,
 * the list of steps or the address beside it says already. Empty when that leaves nothing.
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
  const hosts = [...new Set(steps.map(hostOf).filter(Boolean))];
  const sites = hosts.map((host) =>
    siteName(steps.map(({ page }) => page).filter((page) => hostOf({ page }) === host)),
  );
  if (hosts.length > 1) {
    const names = [...new Set(sites.map((site, i) => site ?? hosts[i] ?? ''))];
    return names.every((name) => told.includes(name.toLowerCase()))
      ? ''
      : fill(words.places, { names: listed(names, words) });
  }
  const site = sites[0];
  const inSite = site && !told.includes(site.toLowerCase()) ? fill(words.inSite, { it: site }) : '';
  const pages = pageNames(steps, site);
  const [first, ...others] = pages;
  const last = others.pop();
  if (first !== undefined && last !== undefined) {
    const [from, to] = [first, last].map((it) => fill(words.named, { it }));
    return fill(words.way, { first: from ?? '', through: through(others, words), last: to ?? '', inSite });
  }
  return inSite && fill(words.place, { inSite });
}

/** The pages gone through, by what tells them apart, the one where it ends last. */
function pageNames(steps: readonly DraftStep[], site: string | undefined): string[] {
  const names = steps.flatMap(({ page }) => pageTitleParts(page.title).find((part) => part !== site) ?? []);
  const last = names.at(-1);
  const others = [...new Set(names)].filter((name) => name !== last || names[0] === last);
  const gone = last === undefined || others[0] === last ? others : [...others, last];
  return gone.filter((name) => name.length <= nameLength);
}

function through(names: readonly string[], words: Words): string {
  if (names.length === 0) return '';
  const room = namedPages - 2;
  const shown = names.slice(0, names.length > room ? room - 1 : room).map((it) => fill(words.named, { it }));
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, fill(words.morePages, { count: String(more) })] : shown;
  return fill(words.through, { names: listed(all, words) });
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
      if (name && name.length <= nameLength && !vague.test(name)) masked.add(lowerWords(name));
    }
  }
  const shown = masked.size > namedFields ? [...masked].slice(0, namedFields - 1) : [...masked];
  const more = masked.size > shown.length ? [words.others] : [];
  const all = [...shown, ...more, ...wanted];
  return all.length === 0 ? '' : fill(words.needs, { names: listed(all, words) });
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
