import type { RedactionRules, Term } from '../../../contracts/redaction/policy.ts';
import { foldText } from '../text/fold-text.ts';
import { asciiPattern, coversPattern } from './host-pattern.ts';

/** What was wrong, and where: a JSON pointer into the rules. */
export interface RuleFault {
  readonly pointer: string;
  readonly message: string;
}

/** What the engine that will run an expression says of it before; `size` is that of its program. */
export type ExpressionCheck = (
  expression: string,
) => { readonly ok: true; readonly size: number } | { readonly ok: false; readonly message: string };

/** A program is gone through for each sign of a text. */
export const largestProgram = 500;
const largestTogether = 5_000;

/** What of the rules cannot be meant, or could not be kept to. Rules without faults can be compiled. */
export function checkRules(rules: RedactionRules, check: ExpressionCheck): RuleFault[] {
  return [
    ...listFaults('/always', rules.always, check),
    ...listFaults('/never', rules.never, check),
    ...contradictions(rules),
    ...siteFaults(rules.sites),
  ];
}

function listFaults(place: string, terms: readonly Term[], check: ExpressionCheck): RuleFault[] {
  const faults: RuleFault[] = [];
  const seen = new Set<string>();
  let together = 0;
  for (const [index, term] of terms.entries()) {
    const fault = (message: string) => faults.push({ pointer: `${place}/${index}/text`, message });
    const size = term.match === 'regex' ? expressionSize(term.text, check, fault) : plainSize(term, fault);
    together += size;
    if (together > largestTogether && together - size <= largestTogether)
      fault('with this one, the expressions of the list are too large together; make some of them simpler');
    if (seen.has(keyOf(term))) fault('is in the list twice');
    seen.add(keyOf(term));
  }
  return faults;
}

function expressionSize(text: string, check: ExpressionCheck, fault: (message: string) => void): number {
  const checked = check(text);
  if (!checked.ok) fault(checked.message);
  else if (checked.size > largestProgram)
    fault(`is too large: ${checked.size} instructions, at most ${largestProgram}; repeat less in it`);
  return checked.ok ? checked.size : 0;
}

function plainSize({ match, text }: Term, fault: (message: string) => void): number {
  const said = match === 'wildcard' ? text.replace(/[*?]/g, '') : text;
  if (!/[\p{L}\p{N}\p{S}]/u.test(said)) fault('needs a letter, digit or symbol to be found by');
  return match === 'wildcard' ? text.length : 0;
}

function contradictions({ always, never }: RedactionRules): RuleFault[] {
  const hidden = new Set(always.map(keyOf));
  return never.flatMap((term, index) =>
    hidden.has(keyOf(term))
      ? [{ pointer: `/never/${index}/text`, message: 'is always hidden as well; take it out of one list' }]
      : [],
  );
}

/** Terms are the same that find the same. */
function keyOf({ match, text }: Term): string {
  const plain =
    match === 'regex' ? text : foldText(text).text.normalize('NFC').replace(/\s+/g, ' ').toLowerCase();
  // Without a sign of its own, a wildcard is what it says.
  return `${match === 'wildcard' && !/[*?]/.test(plain) ? 'exact' : match}:${plain}`;
}

function siteFaults(sites: RedactionRules['sites']): RuleFault[] {
  return sites.flatMap(({ host }, index) => {
    const pointer = `/sites/${index}/host`;
    if (asciiPattern(host) === undefined)
      return [{ pointer, message: 'is no host; write it as example.com, or *.example.com for all below' }];
    const first = sites.slice(0, index).findIndex((site) => coversPattern(site.host, host));
    if (first < 0) return [];
    const message = `is never asked: rule ${first + 1} fits first; move this one before it, or take one out`;
    return [{ pointer, message }];
  });
}
