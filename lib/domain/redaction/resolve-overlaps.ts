import type { EntityKind } from '../../contracts/redaction/entity-kind.ts';
import type { Stance, Strength } from './evidence.ts';

export interface Candidate {
  readonly kind: EntityKind;
  readonly start: number;
  readonly end: number;
  readonly strength: Strength;
  readonly stance: Stance;
  readonly confidence: number;
  /** Its country is the one where numbers are likely from. */
  readonly local: boolean;
}

/**
 * Of candidates that share text the one stays that has words for it or a proof, then the surer, then the one of the
 * region, then the longer, then the one whose recognizer comes first. The result is in the order of the text.
 */
export function resolveOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const taken: Candidate[] = [];
  const best = notWithinPasswords(candidates)
    .map((candidate, order) => ({ candidate, order }))
    .sort(byRank);
  // Kept sorted by place, so that only neighbours have to be compared.
  for (const { candidate } of best) {
    const place = placeOf(candidate.start, taken);
    const [before, after] = [taken[place - 1], taken[place]];
    if ((before && before.end > candidate.start) || (after && after.start < candidate.end)) continue;
    taken.splice(place, 0, candidate);
  }
  return taken;
}

/** How many of those that are sorted begin before the place. */
function placeOf(start: number, sorted: readonly Candidate[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A chosen password may look like something else in part: `mira@example.org!77`. */
function notWithinPasswords(candidates: readonly Candidate[]): readonly Candidate[] {
  const passwords = candidates
    .filter(({ kind, stance }) => kind === 'password' && stance === 'for')
    .sort((a, b) => a.start - b.start);
  return candidates.filter((candidate) => {
    const { kind, start, end } = candidate;
    const around = passwords[placeOf(start + 1, passwords) - 1];
    return (
      kind === 'password' ||
      kind === 'url' ||
      !around ||
      around.end < end ||
      lengthOf(around) === lengthOf(candidate)
    );
  });
}

interface Ranked {
  readonly candidate: Candidate;
  readonly order: number;
}

function byRank(one: Ranked, other: Ranked): number {
  const [a, b] = [one.candidate, other.candidate];
  return (
    rank(b) - rank(a) ||
    // A part of a name may look surer than the whole: `Cara Stevens` greets in two languages.
    (a.kind === 'person-name' && b.kind === 'person-name' ? lengthOf(b) - lengthOf(a) : 0) ||
    b.confidence - a.confidence ||
    Number(b.local) - Number(a.local) ||
    lengthOf(b) - lengthOf(a) ||
    one.order - other.order
  );
}

const lengthOf = ({ start, end }: Candidate): number => end - start;

/** A URL that was asked for comes with all that it holds. */
function rank({ kind, strength, stance }: Candidate): number {
  if (kind === 'url') return 4;
  // `user:password@host` looks like an address of mail from the password on.
  if (kind === 'url-credentials') return 3;
  // Streets are named after people.
  if (kind === 'person-name') return -1;
  if (strength === 'proof') return 2;
  // A mistyped account has only words in its favour, and a part of it may be grouped as a telephone number.
  const named = stance === 'for' && (strength !== 'shape' || kind === 'iban' || kind === 'card');
  return named ? 1 : 0;
}
