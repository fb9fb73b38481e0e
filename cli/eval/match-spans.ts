import type { EntityKind } from '../../lib/contracts/redaction/entity-kind.ts';

export interface Span {
  readonly kind: EntityKind;
  readonly start: number;
  readonly end: number;
}

export interface Miss {
  readonly span: Span;
  /** What was found in its place. */
  readonly foundAs?: EntityKind;
}

export interface Matched {
  /** Expected spans that a found one of their kind overlaps, and those that none does. */
  readonly recalled: readonly Span[];
  readonly missed: readonly Miss[];
  /** Found spans that overlap an expected one of their kind, and those that do not. */
  readonly right: readonly Span[];
  readonly wrong: readonly Miss[];
  /** Expected spans of which a found one has the very places. */
  readonly exact: readonly Span[];
  /** Characters of expected spans, and how many of them any found span covers. */
  readonly characters: number;
  readonly covered: number;
}

/**
 * By overlap: an expected span is recalled when a found one of the same kind shares a character with it, and a found one
 * is right when it shares one with an expected span of its kind. Whether all of it is covered is counted apart.
 */
export function matchSpans(expected: readonly Span[], found: readonly Span[]): Matched {
  const missed = expected.filter((span) => !found.some((one) => isSame(one, span)));
  const wrong = found.filter((span) => !expected.some((one) => isSame(one, span)));
  return {
    recalled: expected.filter((span) => !missed.includes(span)),
    missed: missed.map((span) => withOther(span, found)),
    right: found.filter((span) => !wrong.includes(span)),
    wrong: wrong.map((span) => withOther(span, expected)),
    exact: expected.filter((span) =>
      found.some((one) => isSame(one, span) && one.start === span.start && one.end === span.end),
    ),
    characters: expected.reduce((sum, { start, end }) => sum + end - start, 0),
    covered: expected.reduce((sum, span) => sum + coveredOf(span, found), 0),
  };
}

export function overlaps(one: Omit<Span, 'kind'>, other: Omit<Span, 'kind'>): boolean {
  return one.start < other.end && other.start < one.end;
}

function isSame(one: Span, other: Span): boolean {
  return one.kind === other.kind && overlaps(one, other);
}

function withOther(span: Span, others: readonly Span[]): Miss {
  const other = others.find((one) => overlaps(one, span));
  return other ? { span, foundAs: other.kind } : { span };
}

function coveredOf(span: Span, found: readonly Span[]): number {
  const covered = new Set<number>();
  for (const one of found)
    for (let place = Math.max(one.start, span.start); place < Math.min(one.end, span.end); place += 1)
      covered.add(place);
  return covered.size;
}
