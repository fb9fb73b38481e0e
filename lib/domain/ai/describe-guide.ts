import { lowerWords } from '../../contracts/compose/lower-words.ts';
import { titleParts, titleText } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { pageTitleParts, siteName } from './site-name.ts';
import { hostOf } from './title-guide.ts';

const nameLength = 40;
const namedPages = 5;
const namedFields = 4;
/** Labels that only say that something goes there. */
const vague = /^(?:value|text|input|field|content|data|search)$/i;

/**
 * Where the procedure leads and what to have at hand, as far as the steps show it for sure; nothing of what the title,
 * the list of steps or the address beside it says already. Empty when that leaves nothing.
 */
export function describeGuide(steps: readonly DraftStep[], title: string): string {
  const told = titleText(title).toLowerCase();
  return [way(steps, told), needs(steps)].filter(Boolean).join(' ');
}

function way(steps: readonly DraftStep[], told: string): string {
  const hosts = [...new Set(steps.map(hostOf).filter(Boolean))];
  const sites = hosts.map((host) =>
    siteName(steps.map(({ page }) => page).filter((page) => hostOf({ page }) === host)),
  );
  if (hosts.length > 1) {
    const names = [...new Set(sites.map((site, i) => site ?? hosts[i] ?? ''))];
    return names.every((name) => told.includes(name.toLowerCase())) ? '' : `Takes place in ${listed(names)}.`;
  }
  const site = sites[0];
  const where = site && !told.includes(site.toLowerCase()) ? ` in ${site}` : '';
  const pages = pageNames(steps, site);
  const [first, ...others] = pages;
  const last = others.pop();
  if (last !== undefined) return `Leads from “${first}”${through(others)} to “${last}”${where}.`;
  return where && `Takes place${where}.`;
}

/** The pages gone through, by what tells them apart, the one where it ends last. */
function pageNames(steps: readonly DraftStep[], site: string | undefined): string[] {
  const names = steps.flatMap(({ page }) => pageTitleParts(page.title).find((part) => part !== site) ?? []);
  const last = names.at(-1);
  const others = [...new Set(names)].filter((name) => name !== last || names[0] === last);
  const gone = last === undefined || others[0] === last ? others : [...others, last];
  return gone.filter((name) => name.length <= nameLength);
}

function through(names: readonly string[]): string {
  if (names.length === 0) return '';
  const room = namedPages - 2;
  const shown = names.slice(0, names.length > room ? room - 1 : room).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  return ` through ${listed(more > 0 ? [...shown, `${more} more pages`] : shown)}`;
}

/** What the reader cannot take from the guide: secrets, files, and what was masked in the recording. */
function needs(steps: readonly DraftStep[]): string {
  const wanted = new Set<string>();
  const masked = new Set<string>();
  for (const step of steps) {
    const need = secretNeed(step);
    if (need) wanted.add(need);
    else if (step.kind === 'choose-file') wanted.add('the file to upload');
    else if (step.kind === 'type' && step.value?.masked && step.target?.role !== 'searchbox') {
      const name = titleParts(step.title).find(({ strong }) => strong)?.text;
      if (name && name.length <= nameLength && !vague.test(name)) masked.add(lowerWords(name));
    }
  }
  const shown = masked.size > namedFields ? [...masked].slice(0, namedFields - 1) : [...masked];
  const more = masked.size > shown.length ? ['other details'] : [];
  const all = [...shown, ...more, ...wanted];
  return all.length === 0 ? '' : `Have ready: ${listed(all)}.`;
}

function secretNeed({ kind, target }: DraftStep): string | undefined {
  if (kind !== 'type') return undefined;
  switch (target?.sensitivity) {
    case 'password':
      return 'your password';
    case 'card':
      return 'your payment details';
    case 'one-time-code':
      return 'a one-time code';
    default:
      return undefined;
  }
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
