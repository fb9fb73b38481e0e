import type { RedactionRules, Term } from '../../../contracts/redaction/policy.ts';
import { foldText } from '../text/fold-text.ts';
import { asciiPattern, coversPattern } from './host-pattern.ts';

/** What was wrong, and where: a JSON pointer into the rules. */
export interface RuleFault {
  readonly pointer: string;
  readonly message: string;
}

/**
 * What the engine that will run an expression says of it before: of its program the `size`, and the `load`, the most
 * instructions that one sign of a text can keep busy.
 */
export type ExpressionCheck = (
  expression: string,
) =>
  | { readonly ok: true; readonly size: number; readonly load: number }
  | { readonly ok: false; readonly message: string };

/** Takes memory. */
export const largestProgram = 500;
/**
 * Takes time: an instruction about 70 ns for each sign of a text that is made to be slow, so that a list takes at most
 * 50 ms for 500 signs. Usual expressions have a load of 5 to 60, and take a hundredth of the time.
 */
const largestLoad = { one: 150, together: 1_500 } as const;

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
    const load = term.match === 'regex' ? expressionLoad(term.text, check, fault) : plainLoad(term, fault);
    together += load;
    if (together > largestLoad.together && together - load <= largestLoad.together)
      fault('with this one, the expressions of the list are too slow together; make some of them simpler');
    if (seen.has(keyOf(term))) fault('is in the list twice');
    seen.add(keyOf(term));
  }
  return faults;
}

function expressionLoad(text: string, check: ExpressionCheck, fault: (message: string) => void): number {
  const checked = check(text);
  if (!checked.ok) {
    fault(checked.message);
    return 0;
  }
  const { size, load } = checked;
  if (size > largestProgram)
    fault(`is too large: ${size} instructions, at most ${largestProgram}; repeat less in it`);
  else if (load > largestLoad.one)
    fault(
      `is too slow: it may stand at ${load} places of itself at once, at most ${largestLoad.one}; repeat less in it`,
    );
  // A fault of its own is enough said.
  return Math.min(load, largestLoad.one);
}

function plainLoad({ match, text }: Term, fault: (message: string) => void): number {
  const said = match === 'wildcard' ? text.replace(/[*?]/g, '') : text;
  if (!/[\p{L}\p{N}\p{S}]/u.test(said)) fault('needs a letter, digit or symbol to be found by');
  // Each `?` and `*` takes nearly every sign; letters, few of them; the edges of the words are two more.
  return match === 'wildcard' ? text.length - said.length + 2 : 0;
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
      return [
        {
          pointer,
          message: 'is no host; write it as example.com, or *.example.com for all below, without a port',
        },
      ];
    const first = sites.slice(0, index).findIndex((site) => coversPattern(site.host, host));
    if (first < 0) return [];
    const message = `is never asked: rule ${first + 1} fits first; move this one before it, or take one out`;
    return [{ pointer, message }];
  });
}
