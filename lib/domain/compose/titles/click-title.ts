import type { ActionTarget } from '../../../contracts/capture/action.ts';
import { fill } from '../../../contracts/compose/fill.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { isTextField } from '../rules/target-nature.ts';
import { keyNames } from './key-names.ts';
import { strong } from './marks.ts';
import type { Phrases, StepPhrase } from './phrases.ts';
import { type Reference, roleNoun } from './reference.ts';

/** Roles that a name alone does not give away: “Click the **Total** column header”. */
const spokenRoles = new Set(['tab', 'img', 'image', 'row', 'columnheader', 'rowheader']);
const foldingRoles = new Set([
  'button',
  'treeitem',
  'generic',
  'heading',
  'row',
  'summary',
  'listitem',
  'link',
  'tab',
]);

export function clickSentence(step: Step, it: Reference, table: Phrases): string {
  const { step: phrases } = table;
  const { target, modifiers } = step;
  if (step.kind === 'double-click') return fill(phrases.doubleClick, { it: it.text });
  if (step.kind === 'context-click') return fill(phrases.contextClick, { it: it.text });
  if (modifiers && modifiers.length > 0)
    return fill(phrases.clickHolding, {
      it: it.text,
      keys: keyNames(modifiers.join('+'), table, step.keyboard),
    });
  if (step.button === 'auxiliary') return fill(phrases.clickAuxiliary, { it: it.text });
  if (step.revealed && it.name === '')
    return fill(phrases.clickToward, { role: roleNoun(target, table), it: strong(step.revealed.name) });
  const meaning = target && meaningOf(target, it);
  if (meaning) return fill(phrases[meaning], { it: it.text });
  if (it.seen && target && wantsRole(target, it.name, table))
    return fill(phrases.clickRole, { it: it.text, role: roleNoun(target, table) });
  const orders = it.seen && /^click to\b/i.test(it.name);
  return fill(orders ? phrases.clickItself : phrases.click, { it: it.text });
}

/** Said last, after where the thing is. */
export function withTimes(sentence: string, { times }: Step, { step: phrases }: Phrases): string {
  if (!times || times < 2) return sentence;
  return fill(times === 2 ? phrases.twice : phrases.severalTimes, { sentence, times: String(times) });
}

/** What a click does, as far as the target's role and state tell. */
function meaningOf(target: ActionTarget, it: Reference): StepPhrase | undefined {
  switch (target.role) {
    case 'option':
      return 'chooseItem';
    case 'radio':
    case 'menuitemradio':
      return 'chooseItem';
    case 'slider':
      return 'adjust';
    case 'menuitemcheckbox':
      return target.checked ? 'uncheck' : 'chooseItem';
    case 'checkbox':
      return target.checked === undefined ? undefined : target.checked ? 'uncheck' : 'check';
    case 'switch':
      return target.checked === undefined ? undefined : target.checked ? 'turnOff' : 'turnOn';
    default:
      return opening(target, it);
  }
}

function opening(target: ActionTarget, it: Reference): StepPhrase | undefined {
  const menu =
    (target.popup === 'menu' && target.role !== 'combobox') ||
    (target.role === 'menuitem' && target.expanded !== undefined);
  if (menu) {
    if (!it.seen) return it.name ? 'click' : 'openNamelessMenu';
    if (/\bmenu$/i.test(it.name)) return target.expanded ? 'collapse' : 'open';
    return target.expanded ? 'closeMenu' : 'openMenu';
  }
  const list = target.popup === 'listbox' || (target.role === 'combobox' && target.tag !== 'input');
  if (list) return target.expanded || !it.seen ? undefined : 'openList';
  if (target.popup || target.expanded === undefined || !foldingRoles.has(target.role)) return undefined;
  if (/\bmenu$/i.test(it.name)) return target.expanded ? 'collapse' : 'open';
  return target.expanded ? 'collapse' : 'expand';
}

function wantsRole(target: ActionTarget, name: string, table: Phrases): boolean {
  if (!spokenRoles.has(target.role) && !isTextField(target)) return false;
  return !name.toLowerCase().endsWith(roleNoun(target, table).toLowerCase());
}
