import type { RuleFault } from './rule-faults.ts';
import type { RulesDraft } from './rules-draft.ts';

/** What each part of the page gets to show the rules, and to change them. */
export interface Editing {
  readonly draft: RulesDraft;
  readonly faults: readonly RuleFault[];
  readonly readOnly: boolean;
  readonly onChange: (part: Partial<RulesDraft>) => void;
}
