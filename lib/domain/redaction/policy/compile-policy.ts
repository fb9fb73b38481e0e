import {
  categoryOf,
  type Entity,
  type EntityKind,
  type Strictness,
  soughtUnasked,
} from '../../../contracts/redaction/entity-kind.ts';
import type { HiddenPart, RedactionRules, SiteRule } from '../../../contracts/redaction/policy.ts';
import { findEntities } from '../find-entities.ts';
import { isOfHost } from './host-pattern.ts';
import { compileTerms, type ExpressionEngine, type TermFinder } from './terms.ts';

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
  /** What of a text is to be hidden, in order and apart. */
  find(text: string, around?: Around): HiddenPart[];
  /** Of what another detector found in a text, what is to be hidden. */
  judge(text: string, found: readonly Entity[], around?: Around): HiddenPart[];
  /** Whether pages of the host may be recorded. */
  mayRecord(host: string): boolean;
}

/** @param engine which also says what is wrong with an expression, by throwing; rules that were saved have none such. */
export function compilePolicy(rules: RedactionRules, engine: ExpressionEngine): CompiledPolicy {
  const always = compileTerms(rules.always, engine);
  const never = compileTerms(rules.never, engine);
  const siteOf = (host: string): SiteRule | undefined =>
    rules.sites.find((site) => isOfHost(host, site.host));
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
    judge: (text, found, { host } = {}) =>
      withoutTerms(
        found.filter(({ kind }) => kindsAt(host).includes(kind)),
        never,
        text,
      ),
    find: (text, { host, label, region } = {}) => {
      const entities = findEntities(text, {
        kinds: kindsAt(host),
        strictness: rules.strictness,
        ...(label === undefined ? {} : { label }),
        ...(region === undefined ? {} : { region }),
      });
      return joinParts(always(text), withoutTerms(entities, never, text));
    },
  };
}

/** A term covers an entity where it covers all of it. */
function withoutTerms(entities: readonly HiddenPart[], never: TermFinder, text: string): HiddenPart[] {
  const spared = entities.length === 0 ? [] : never(text);
  return entities.filter(({ start, end }) => !spared.some((part) => part.start <= start && end <= part.end));
}

/** Parts that touch or overlap become one, of the first one's kind. */
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
