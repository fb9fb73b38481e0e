import type { PageReference, Surrounding } from '../../../contracts/capture/action.ts';
import { fill } from '../../../contracts/compose/fill.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { cleanName, cutName } from './clean-name.ts';
import { unmarked } from './marks.ts';
import type { Phrases, PlacePhrase } from './phrases.ts';

/** By which phrase a surrounding is named, and how well it tells like-named targets apart (lower is better). */
const phrases: Readonly<Record<string, { phrase: PlacePhrase; nameless?: PlacePhrase; rank: number }>> = {
  row: { phrase: 'row', rank: 0 },
  'row-number': { phrase: 'rowNumber', rank: 0.5 },
  columnheader: { phrase: 'column', rank: 1 },
  listitem: { phrase: 'item', rank: 0 },
  article: { phrase: 'item', rank: 0 },
  treeitem: { phrase: 'item', rank: 0 },
  option: { phrase: 'item', rank: 0 },
  dialog: { phrase: 'dialog', nameless: 'someDialog', rank: 0 },
  alertdialog: { phrase: 'dialog', nameless: 'someDialog', rank: 0 },
  group: { phrase: 'group', rank: 0 },
  radiogroup: { phrase: 'group', rank: 0 },
  fieldset: { phrase: 'group', rank: 0 },
  tabpanel: { phrase: 'tabPanel', rank: 0 },
  menu: { phrase: 'menu', rank: 0 },
  toolbar: { phrase: 'toolbar', nameless: 'someToolbar', rank: 0 },
  label: { phrase: 'beside', rank: 1 },
  heading: { phrase: 'under', rank: 1 },
  paragraph: { phrase: 'under', rank: 1 },
  form: { phrase: 'form', rank: 1 },
  table: { phrase: 'table', rank: 1 },
  grid: { phrase: 'table', rank: 1 },
  list: { phrase: 'list', rank: 1 },
  listbox: { phrase: 'list', rank: 1 },
  region: { phrase: 'region', rank: 1 },
  navigation: { phrase: 'navigation', nameless: 'someNavigation', rank: 2 },
  banner: { phrase: 'banner', nameless: 'banner', rank: 2 },
  contentinfo: { phrase: 'contentinfo', nameless: 'contentinfo', rank: 2 },
  complementary: { phrase: 'complementary', nameless: 'complementary', rank: 2 },
  search: { phrase: 'search', nameless: 'search', rank: 2 },
};

/** Longest name of a place in a title. */
const placeLength = 40;

/** Where the target is, as `in the “Jane Doe” row`, when something around it says so and adds to its name. */
export function placeName({ target, page }: Step, own: string, table: Phrases): string | undefined {
  let best: { text: string; rank: number } | undefined;
  for (const surrounding of target?.surroundings ?? []) {
    const how = Object.hasOwn(phrases, surrounding.role) ? phrases[surrounding.role] : undefined;
    if (!how || (best && how.rank >= best.rank)) continue;
    // It stands around everything there: better than nothing, and only that.
    const ofPage = isPageHeading(surrounding, page);
    if (ofPage && own !== '') continue;
    // Of a cell the row is enough.
    if (surrounding.role === 'columnheader' && target?.tag === 'td') continue;
    const name = tellingName(surrounding, own);
    const phrase = name ? phraseFor(surrounding, how.phrase, target, own) : how.nameless;
    // A place without a name is little help, so it ranks behind any that has one.
    if (phrase)
      best = better(best, {
        text: fill(table.place[phrase], { name }),
        rank: how.rank + (ofPage ? 10 : name ? 0 : 2.5),
      });
  }
  return best?.text;
}

/** The heading of one thing among many says whose button it is; any other, which part of the page is meant. */
function phraseFor(
  place: Surrounding,
  phrase: PlacePhrase,
  target: Step['target'],
  own: string,
): PlacePhrase {
  if (place.role !== 'heading') return phrase;
  const further = target?.surroundings.slice(target.surroundings.indexOf(place)) ?? [];
  return further.some(({ role }) => role === 'listitem' || role === 'article') ||
    /^(?:add to|buy|order|book)\b/i.test(own)
    ? 'thing'
    : phrase;
}

/** A heading that the page's title repeats, before or after the site's name, stands around everything there. */
function isPageHeading({ role, name }: Surrounding, { title }: PageReference): boolean {
  if (role !== 'heading') return false;
  const heading = cleanName(name).toLowerCase();
  if (!title.toLowerCase().includes(heading)) return false;
  return [title, ...title.split(/\s+[|–—·•›»:-]+\s+|:\s+|\s*\|\s*/)].some(
    (part) => cleanName(part).toLowerCase() === heading,
  );
}

function better(best: { text: string; rank: number } | undefined, next: { text: string; rank: number }) {
  return best && best.rank <= next.rank ? best : next;
}

/** Empty when the surrounding's name only repeats the target's, or is all data. */
function tellingName({ role, name }: Surrounding, own: string): string {
  if (role === 'row-number') return name;
  let telling = cleanName(name);
  if (role === 'row' || role === 'listitem' || role === 'article') telling = withoutOwn(telling, own);
  if (telling.toLowerCase() === own.toLowerCase() || /^[\d\s.,:/%-]*$/.test(telling)) return '';
  return unmarked(wholeWords(telling, placeLength));
}

/** A place is found by its first words; dots would only make it longer. */
function wholeWords(name: string, length: number): string {
  if (name.length <= length && !name.endsWith('…')) return name;
  const cut = cutName(name.replace(/…$/, ''), length);
  return cut.replace(/(?:[\s,;:–—&-]+(?:an?|and|at|by|for|from|in|of|on|or|the|to|with)?)*…?$/i, '') || cut;
}

/** Where a row's first words, which say whose it is, give way to its data: an address, a number, a date, money, what is hidden. */
const data = /\s(?:\S+@\S+|#?\d|[€$£¥]|https?:|\[an? ).*$/;
const controls = /(?:\s(?:edit|delete|remove|view|open|more|copy|select|details|actions))+$/i;

/** A row's name is mostly the text of all its cells, the target's own included. */
function withoutOwn(whole: string, own: string): string {
  const name = whole.replace(data, '').replace(controls, '');
  if (!own || name.length <= own.length) return name;
  const shorter = name.endsWith(` ${own}`) ? name.slice(0, -own.length - 1) : name;
  return shorter.startsWith(`${own} `) ? shorter.slice(own.length + 1) : shorter;
}
