import { fill } from '../../contracts/compose/fill.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { pageTitleParts } from './site-name.ts';
import type { GuidePhrases } from './words/guide-phrases.ts';

/** What is said of a step that has its neighbour's title although it is about another thing; undefined for the same. */
export function otherThan(
  step: DraftStep,
  before: DraftStep,
  { neighbours }: GuidePhrases,
): string | undefined {
  const order = documentOrder(pathOf(before), pathOf(step));
  if (order === 'same') return undefined;
  const { title } = step;
  const page = pageTitleParts(step.page.title)[0];
  if (step.page.title !== before.page.title && page) return fill(neighbours.onPage, { title, page });
  if (documentAt(step.page.url) !== documentAt(before.page.url)) return undefined;
  return fill(neighbours[order], { title });
}

/** What links without an address add; any other place may be another view. */
const documentAt = (url: string): string => url.replace(/#(?:!|top)?$/, '');

type Order = 'same' | 'down' | 'up' | 'another';

/** Every element on the way to the target, by its tag and number. */
function pathOf({ target }: DraftStep): string[] {
  const path = target?.selectors.find((list) => list.length === 1 && list[0]?.startsWith('xpath/'))?.[0];
  return (
    path
      ?.slice('xpath/'.length)
      .split(/\/+(?![^[]*\])/)
      .filter(Boolean) ?? []
  );
}

/** Without a path nothing speaks against its being the same. */
function documentOrder(one: readonly string[], other: readonly string[]): Order {
  if (one.length === 0 || other.length === 0 || one.join('/') === other.join('/')) return 'same';
  const at = one.findIndex((part, place) => part !== other[place]);
  const [, tag, number] = split(one[at] ?? '');
  const [, otherTag, otherNumber] = split(other[at] ?? '');
  if (at < 0 || tag !== otherTag || number === otherNumber) return 'another';
  return Number(otherNumber) > Number(number) ? 'down' : 'up';
}

const split = (part: string): string[] => {
  const [, tag = '', number = '1'] = /^([^[]*)(?:\[(\d+)\])?$/.exec(part) ?? [];
  return [part, tag || part, number];
};
