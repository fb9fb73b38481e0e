import type { HiddenPart } from '../../lib/contracts/redaction/policy.ts';
import { kindOfField } from '../../lib/domain/redaction/field/kind-of-field.ts';
import type { Hider } from '../../lib/domain/redaction/hiding/hider.ts';
import { isVagueLabel } from '../../lib/domain/redaction/names/vague-label.ts';
import type { CompiledPolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import type { SensitiveText } from '../messages.ts';

/** Milliseconds after which others are let in: actions wait to be written to disk. */
const slice = 12;
/** Of the texts under such a head, so many are people by themselves where all of them are. */
const enough = 1 / 3;

/**
 * What is sensitive in each text of a page, in the order given. What stands in a field for something sensitive is so from
 * its first letter on.
 */
export async function findInTexts(
  { hider, rules, judge }: { readonly hider: Hider } & Pick<CompiledPolicy, 'rules' | 'judge'>,
  texts: readonly SensitiveText[],
  host: string,
): Promise<HiddenPart[][]> {
  const pace = keepPace();
  const here = hider.on(host);
  const find = async (text: string, label: string | undefined): Promise<HiddenPart[]> => {
    await pace();
    return here.parts(text, label);
  };
  const found: HiddenPart[][] = [];
  const vague: number[] = [];
  for (const { text, label, field } of texts) {
    const isVague = label !== undefined && rules.strictness !== 'strict' && isVagueLabel(label);
    if (isVague) vague.push(found.length);
    const parts = await find(text, isVague ? undefined : label);
    const promised = field && parts.length === 0 && kindOfField({ label, ...field }, rules.strictness);
    const whole = promised && { kind: promised, start: 0, end: text.length, confidence: 1 };
    found.push(whole ? [...judge(text, [whole], { host })] : parts);
  }
  const people = vague.filter((at) => found[at]?.some(({ kind }) => kind === 'person-name'));
  if (people.length < 2 || people.length < vague.length * enough) return found;
  for (const at of vague) {
    const { text = '', label } = texts[at] ?? {};
    found[at] = await find(text, label);
  }
  return found;
}

function keepPace(): () => Promise<void> {
  let until = performance.now() + slice;
  return async () => {
    if (performance.now() < until) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    until = performance.now() + slice;
  };
}
