import type { Action, ActionTarget } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';

type Selector = readonly string[];

/**
 * Says which element, where `aria/` and `text/` only say which kind: two rows may both have an “Edit”. What
 * `pierce/` finds in one shadow tree may be in every other one too.
 */
function isExact(selector: Selector): boolean {
  const last = selector.at(-1);
  return last !== undefined && !/^(?:aria|text|pierce)\//.test(last);
}

function equalSelectors(a: Selector, b: Selector): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

/** Whether two observations are of one element. */
export function sameTarget(a: ActionTarget | undefined, b: ActionTarget | undefined): boolean {
  if (!a || !b || a.tag !== b.tag || a.role !== b.role) return false;
  let exact = false;
  for (const one of a.selectors) {
    if (!isExact(one)) continue;
    for (const other of b.selectors) {
      if (!isExact(other)) continue;
      if (equalSelectors(one, other)) return true;
      exact = true;
    }
  }
  if (exact) return false;
  return a.name === b.name && sameSurroundings(a, b);
}

export function sameSurroundings(a: ActionTarget, b: ActionTarget): boolean {
  return (
    a.surroundings.length === b.surroundings.length &&
    a.surroundings.every((one, i) => {
      const other = b.surroundings[i];
      return one.role === other?.role && one.name === other.name;
    })
  );
}

/** The step's own target, in the same tab and frame. */
export function isOn(step: Step, action: Action): boolean {
  return (
    step.tab === action.tab && step.frameUrl === action.frameUrl && sameTarget(step.target, action.target)
  );
}

/** A click that lands on a field's label, or on what wraps both, before the field itself reports. */
export function isLabelOf(clicked: ActionTarget | undefined, field: ActionTarget | undefined): boolean {
  if (!clicked || !field) return false;
  const words = fold(clicked.name || clicked.text || '');
  const name = fold(field.name);
  if (clicked.tag === 'label')
    return name === '' || words === '' || words.includes(name) || name.includes(words);
  return name !== '' && words === name && (clicked.role === 'generic' || clicked.tag === 'span');
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s:*]+/g, ' ')
    .trim();
}
