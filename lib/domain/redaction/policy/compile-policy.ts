import {
  categoryOf,
  type Entity,
  type EntityKind,
  type Strictness,
  soughtUnasked,
} from '../../../contracts/redaction/entity-kind.ts';
import type { HiddenPart, RedactionRules, SiteRule } from '../../../contracts/redaction/policy.ts';
import { findEntities } from '../find-entities.ts';
import { hostTest } from './host-pattern.ts';
import type { SearchRation } from './search-ration.ts';
import { compileTerms, type ExpressionEngine, type SearchLimits, type TermSearch } from './terms.ts';

/** The host of a page whose address was hidden, since the company's own words name it. */
const hiddenHost = '';

export interface Around {
  /** The page's; empty where it was hidden: then all is sought that any rule it may be under asks for. */
  readonly host?: string;
  /** The name of the field or column that holds the text. */
  readonly label?: string;
  /** Two letters (ISO 3166-1), where numbers without a country are likely from. */
  readonly region?: string;
}

/** A company's rules, ready to be asked. */
export interface CompiledPolicy {
  readonly rules: RedactionRules;
  readonly strictness: Strictness;
  /** What of a text is to be hidden, in order and apart: all of it where that could not be found out in time. */
  find(text: string, around?: Around): HiddenPart[];
  /** Of what another detector found in a text, what is to be hidden. */
  judge(text: string, found: readonly Entity[], around?: Around): readonly HiddenPart[];
  /** Whether pages of the host may be recorded. */
  mayRecord(host: string): boolean;
}

export interface PolicyOptions {
  readonly limits?: Partial<SearchLimits>;
  /** What all texts together may take; without one, each may take its own. */
  readonly ration?: SearchRation;
  /** Told of each text in which a term took too long. */
  readonly onSlow?: (slow: { readonly list: 'always' | 'never'; readonly term: number }) => void;
}

/** Not so either where too much was taken for other texts. */
type Searched = TermSearch | { readonly ok: false };

/** A text has few words; whoever waits for more than this waits for a term that fits nearly everywhere. */
const usual: SearchLimits = { now: () => performance.now(), budget: 250, longest: 10_000 };

/** @param engine which also says what is wrong with an expression, by throwing; rules that were saved have none such. */
export function compilePolicy(
  rules: RedactionRules,
  engine: ExpressionEngine,
  { limits, ration, onSlow }: PolicyOptions = {},
): CompiledPolicy {
  const searchOf = (list: 'always' | 'never') => {
    const kept = { ...usual, ...limits };
    const search = compileTerms(rules[list], engine, kept);
    return (text: string): Searched => {
      if (rules[list].length === 0) return { ok: true, parts: [] };
      if (ration?.mayGoOn() === false) return { ok: false };
      const from = kept.now();
      const found = search(text);
      ration?.spend(kept.now() - from);
      if (!found.ok) onSlow?.({ list, term: found.term });
      return found;
    };
  };
  const [always, never] = [searchOf('always'), searchOf('never')];
  const sites = rules.sites.map((site) => ({ ...site, isOf: hostTest(site.host) }));
  const siteOf = (host: string): SiteRule | undefined => sites.find(({ isOf }) => isOf(host));
  // Of a host that was hidden itself nobody knows any more which of these it was.
  let mayBeOf: readonly SiteRule[] | undefined;
  const maybeHidden = ({ host }: SiteRule): boolean => {
    const named = host.includes('*') ? undefined : always(host);
    return !named?.ok || named.parts.length > 0;
  };
  const isOn = (kind: EntityKind, host: string | undefined): boolean => {
    const category = categoryOf[kind];
    const said = (site: SiteRule | undefined) => site?.categories?.[category] ?? rules.categories[category];
    if (host === hiddenHost) {
      mayBeOf ??= sites.filter(maybeHidden);
      return [undefined, ...mayBeOf].some((site) => said(site) !== false);
    }
    return said(host === undefined ? undefined : siteOf(host)) !== false;
  };
  const kindsAt = (host: string | undefined): EntityKind[] =>
    soughtUnasked.filter((kind) => isOn(kind, host));
  return {
    rules,
    strictness: rules.strictness,
    mayRecord: (host) => siteOf(host)?.recording !== 'block',
    judge: (text, found, { host } = {}) =>
      withoutTerms(
        found.filter(({ kind }) => kindsAt(host).includes(kind)),
        never,
        text,
      ),
    find: (text, { host, label, region } = {}) => {
      const terms = always(text);
      if (!terms.ok) return [{ kind: 'term', start: 0, end: text.length }];
      const entities = findEntities(text, {
        kinds: kindsAt(host),
        strictness: rules.strictness,
        ...(label === undefined ? {} : { label }),
        ...(region === undefined ? {} : { region }),
      });
      return joinParts(terms.parts, withoutTerms(entities, never, text));
    },
  };
}

/** A term covers an entity where it covers all of it. What might be spared, and was not found in time, is not. */
function withoutTerms(
  entities: readonly HiddenPart[],
  never: (text: string) => Searched,
  text: string,
): readonly HiddenPart[] {
  if (entities.length === 0) return entities;
  const spared = never(text);
  if (!spared.ok) return entities;
  return entities.filter(
    ({ start, end }) => !spared.parts.some((part) => part.start <= start && end <= part.end),
  );
}

/** Parts that overlap become one, of the first one's kind. */
function joinParts(terms: readonly HiddenPart[], entities: readonly HiddenPart[]): HiddenPart[] {
  const sorted = [...terms, ...entities].sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: { kind: HiddenPart['kind']; start: number; end: number }[] = [];
  for (const { kind, start, end } of sorted) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ kind, start, end });
  }
  return joined;
}
