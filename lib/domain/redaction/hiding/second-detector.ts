import type { Entity, Strictness } from '../../../contracts/redaction/entity-kind.ts';
import type { CompiledPolicy } from '../policy/compile-policy.ts';
import type { FindHidden } from './hider.ts';

/** A service that sees what no rule can, such as names that are on no list. */
export interface TextDetector {
  /**
   * What is sensitive in each of the texts, in their order.
   * @param deadline in milliseconds since the epoch
   * @throws where it does not answer by then
   */
  detect(texts: readonly string[], deadline: number): Promise<readonly (readonly Entity[])[]>;
}

/** How sure a detector has to be that knows no check digits. */
const enough: Readonly<Record<Strictness, number>> = { light: 0.99, standard: 0.9, strict: 0.6 };

/** Finds what the company’s rules find, and what the detector saw in these texts as far as the company hides that. */
export async function findBoth(
  policy: Pick<CompiledPolicy, 'find' | 'judge' | 'strictness'>,
  detector: TextDetector,
  texts: readonly string[],
  deadline: number,
): Promise<FindHidden> {
  const worded = texts.filter((text) => /\p{L}{2}|\d{3}/u.test(text));
  const found = worded.length === 0 ? [] : await detector.detect(worded, deadline);
  const byText = new Map(worded.map((text, at) => [text, found[at] ?? []] as const));
  return (text, around) => {
    const seen = (byText.get(text) ?? []).filter(({ confidence }) => confidence >= enough[policy.strictness]);
    return [...policy.find(text, around), ...policy.judge(text, seen, around)];
  };
}
