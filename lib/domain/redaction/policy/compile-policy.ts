import {
  categoryOf,
  type EntityKind,
  type Strictness,
  soughtUnasked,
} from '../../../contracts/redaction/entity-kind.ts';
import type { HiddenPart, RedactionRules, SiteRule } from '../../../contracts/redaction/policy.ts';
import { findEntities } from '../find-entities.ts';
import { hostTest } from './host-pattern.ts';
import { compileTerms, type ExpressionEngine, type SearchLimits, type TermSearch } from './terms.ts';

export interface Around {
  /** The page's. */
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
  /** Whether pages of the host may be recorded. */
  mayRecord(host: string): boolean;
}

export interface PolicyOptions {
  readonly limits?: Partial<SearchLimits>;
  /** Told of each text in which a term took too long. */
  readonly onSlow?: (slow: { readonly list: 'always' | 'never'; readonly term: number }) => void;
}

/** A text has few words; whoever waits for more than this waits for a term that fits nearly everywhere. */
const usual: SearchLimits = { now: Date.now, budget: 250, longest: 10_000 };

/** @param engine which also says what is wrong with an expression, by throwing; rules that were saved have none such. */
export function compilePolicy(
  rules: RedactionRules,
  engine: ExpressionEngine,
  { limits, onSlow }: PolicyOptions = {},
): CompiledPolicy {
  const searchOf = (list: 'always' | 'never') => {
    const search = compileTerms(rules[list], engine, { ...usual, ...limits });
    return (text: string): TermSearch => {
      const found = search(text);
      if (!found.ok) onSlow?.({ list, term: found.term });
      return found;
    };
  };
  const [always, never] = [searchOf('always'), searchOf('never')];
  const sites = rules.sites.map((site) => ({ ...site, isOf: hostTest(site.host) }));
  const siteOf = (host: string): SiteRule | undefined => sites.find(({ isOf }) => isOf(host));
  const kindsAt = (host: string | undefined): EntityKind[] => {
    const categories = {
      ...rules.categories,
      ...(host === undefined ? {} : siteOf(host)?.categories),
    };
    return soughtUnasked.filter((kind) => categories[categoryOf[kind]] !== false);
  };
  return {
    rules,
    strictness: rules.strictness,
    mayRecord: (host) => siteOf(host)?.recording !== 'block',
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
  never: (text: string) => TermSearch,
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
