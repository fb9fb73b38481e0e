import type { Entity, Strictness } from '../../../contracts/redaction/entity-kind.ts';
import type { CompiledPolicy } from '../policy/compile-policy.ts';
import type { FindHidden } from './hider.ts';
import { isTelling, type KnownValue } from './known-values.ts';

/** A service that sees what no rule can, such as names that are on no list. */
export interface TextDetector {
  /**
   * What is sensitive in each of the texts, in their order.
   * @param deadline in milliseconds since the epoch
   * @throws where it does not answer by then
   */
  detect(texts: readonly string[], deadline: number): Promise<readonly (readonly Entity[])[]>;
}

/** What it takes for a name is one, as if a field’s name had said so. */
const sure = 'full name';

/** How sure a detector has to be that knows no check digits. */
const enough: Readonly<Record<Strictness, number>> = { light: 0.99, standard: 0.9, strict: 0.6 };

export interface BothFound {
  /** What the company’s rules find, and what the detector saw in these texts as far as the company hides that. */
  readonly find: FindHidden;
  /** What it saw, as it was: the same is hidden in texts and addresses that it was not asked about. */
  readonly known: readonly KnownValue[];
}

export async function findBoth(
  policy: Pick<CompiledPolicy, 'find' | 'judge' | 'strictness'>,
  detector: TextDetector,
  texts: readonly string[],
  deadline: number,
): Promise<BothFound> {
  const worded = texts.filter((text) => /\p{L}{2}|\d{3}/u.test(text));
  const found = worded.length === 0 ? [] : await detector.detect(worded, deadline);
  const byText = new Map(worded.map((text, at) => [text, found[at] ?? []] as const));
  const seenIn: FindHidden = (text, around) => {
    const seen = (byText.get(text) ?? []).filter(({ confidence }) => confidence >= enough[policy.strictness]);
    return policy.judge(text, seen, around);
  };
  const known = new Map<string, KnownValue>();
  for (const text of byText.keys())
    for (const { kind, start, end } of seenIn(text, {})) {
      const value = text.slice(start, end);
      if (isTelling(value, kind, sure)) known.set(value, { value, kind });
    }
  return {
    find: (text, around) => [...policy.find(text, around), ...seenIn(text, around)],
    known: [...known.values()],
  };
}
