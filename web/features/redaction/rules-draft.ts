import type { Category } from '../../../lib/contracts/redaction/entity-kind.ts';
import { categories } from '../../../lib/contracts/redaction/entity-kind.ts';
import type { RedactionRules, SiteRule, Term } from '../../../lib/contracts/redaction/policy.ts';

/** A row while it is edited; `key` stays while its text is typed. */
export type Keyed<Row> = Row & { readonly key: number };
export type TermDraft = Keyed<Term>;
export type SiteDraft = Keyed<SiteRule>;

export interface RulesDraft extends Omit<RedactionRules, 'always' | 'never' | 'sites'> {
  readonly always: readonly TermDraft[];
  readonly never: readonly TermDraft[];
  readonly sites: readonly SiteDraft[];
}

let keys = 0;

export function keyed<Row extends object>(row: Row): Keyed<Row> {
  return { ...row, key: keys++ };
}

export function draftOf(rules: RedactionRules): RulesDraft {
  const { strictness, categories, action, locked, always, never, sites } = rules;
  return {
    strictness,
    categories,
    action,
    locked,
    always: always.map(keyed),
    never: never.map(keyed),
    sites: sites.map(keyed),
  };
}

/** As they are sent. */
export function rulesOf({ always, never, sites, ...rest }: RulesDraft): RedactionRules {
  return {
    ...rest,
    always: always.map(termOf),
    never: never.map(termOf),
    sites: sites.map(({ host, recording, categories: own }) => ({
      host: host.trim(),
      recording,
      ...(own === undefined || recording === 'block' ? {} : { categories: own }),
    })),
  };
}

const termOf = ({ match, text }: TermDraft): Term => ({ match, text: text.trim() });

/** What can be tried while rows are still empty, and which row of the editor each of its rows is. */
export function triable(draft: RulesDraft) {
  const written = <Row>(rows: readonly Row[], text: (row: Row) => string) =>
    rows.flatMap((row, place) => (text(row).trim() === '' ? [] : [{ row, place }]));
  const lists = {
    always: written(draft.always, (row) => row.text),
    never: written(draft.never, (row) => row.text),
    sites: written(draft.sites, (row) => row.host),
  };
  const rules = rulesOf({
    ...draft,
    always: lists.always.map(({ row }) => row),
    never: lists.never.map(({ row }) => row),
    sites: lists.sites.map(({ row }) => row),
  });
  /** `/always/0/text` of what was tried → where it stands in the editor. */
  const placeOf = (pointer: string) =>
    pointer.replace(/^\/(always|never|sites)\/(\d+)/, (_, list: keyof typeof lists, index: string) => {
      return `/${list}/${lists[list][Number(index)]?.place ?? index}`;
    });
  return { rules, placeOf };
}

export function isOn(of: Pick<RedactionRules, 'categories'>, category: Category): boolean {
  return of.categories[category] !== false;
}

/** The parts of the rules, as one would say them. */
export const partNames = {
  strictness: 'how much is hidden',
  categories: 'what is looked for',
  always: 'what is always hidden',
  never: 'what is never hidden',
  sites: 'the sites',
  action: 'what happens while recording',
  locked: 'what members may change',
} as const satisfies Record<keyof RedactionRules, string>;

/** What of two sets of rules is not the same, as one would say it. */
export function differences(one: RedactionRules, other: RedactionRules): string[] {
  const [a, b] = [canonical(one), canonical(other)];
  const parts = Object.keys(partNames) as (keyof RedactionRules)[];
  return parts
    .filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]))
    .map((part) => partNames[part]);
}

/** A category that is left out is on; which way round things were written is nothing. */
function canonical(rules: RedactionRules) {
  const flags = (of: Pick<RedactionRules, 'categories'>) => categories.map((category) => isOn(of, category));
  return {
    ...rules,
    categories: flags(rules),
    always: rules.always.map(({ match, text }) => [match, text]),
    never: rules.never.map(({ match, text }) => [match, text]),
    sites: rules.sites.map(({ host, recording, categories: own }) => [
      host,
      recording,
      own && recording === 'allow' ? flags({ categories: own }) : null,
    ]),
  };
}
