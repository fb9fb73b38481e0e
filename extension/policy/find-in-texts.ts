import type { HiddenPart } from '../../lib/contracts/redaction/policy.ts';
import type { CompiledPolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import type { SensitiveText } from '../messages.ts';

/** Milliseconds after which others are let in: actions wait to be written to disk. */
const slice = 12;
/** “Name” heads columns of people, and of files, products and everything else. */
const saysLittle = /^\s*names?\s*:?\s*$/i;

/** What is sensitive in each text of a page, in the order given. */
export async function findInTexts(
  policy: CompiledPolicy,
  texts: readonly SensitiveText[],
  host: string,
): Promise<HiddenPart[][]> {
  const found: HiddenPart[][] = [];
  let until = performance.now() + slice;
  for (const { text, label } of texts) {
    const tells = label && (policy.rules.strictness === 'strict' || !saysLittle.test(label));
    found.push(policy.find(text, { host, ...(tells ? { label } : {}) }));
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    until = performance.now() + slice;
  }
  return found;
}
