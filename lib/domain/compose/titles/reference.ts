import type { ActionTarget } from '../../../contracts/capture/action.ts';
import { fill } from '../../../contracts/compose/fill.ts';
import { isTextField } from '../rules/target-nature.ts';
import { strong } from './marks.ts';
import type { Phrases } from './phrases.ts';
import { displayName, isCommonName, isVagueName } from './target-name.ts';

/** How a sentence speaks of a target, and whether that alone leaves open which one is meant. */
export interface Reference {
  readonly text: string;
  readonly name: string;
  /** What the reader sees, rather than what its picture means or its author called it. */
  readonly seen: boolean;
  readonly open: boolean;
}

export function referTo(target: ActionTarget | undefined, table: Phrases): Reference {
  const { kind, text } = displayName(target);
  switch (kind) {
    case 'name':
      if (isVagueName(text) && canLead(target))
        return { text: vagueLink(target, table), name: text, seen: false, open: true };
      return { text: strong(text), name: text, seen: true, open: isCommonName(text) || isVagueName(text) };
    case 'icon':
      return { text: fill(table.step.iconNamed, { it: strong(text) }), name: text, seen: false, open: true };
    case 'words':
      return {
        text: fill(table.step.roleNamed, { it: strong(text), role: roleNoun(target, table) }),
        name: text,
        seen: false,
        open: true,
      };
    default:
      return {
        text: nameless(target, table),
        name: '',
        seen: false,
        open: true,
      };
  }
}

/** What has neither name nor place of its own may still be the first of its row. */
function nameless(target: ActionTarget | undefined, table: Phrases): string {
  const role = roleNoun(target, table);
  const place = target?.surroundings.find((one) => one.role === 'ordinal')?.name;
  const ordinal = place && /^\d{1,2}$/.test(place) ? table.ordinals[Number(place) - 1] : undefined;
  return ordinal ? fill(table.step.namelessAt, { ordinal, role }) : fill(table.step.nameless, { role });
}

/** “Link” in a menu is what it inserts. */
const canLead = (target: ActionTarget | undefined): boolean =>
  target === undefined || /^(?:link|generic|)$/.test(target.role);

/** “Click here” names nothing; where the link leads may. */
function vagueLink(target: ActionTarget | undefined, table: Phrases): string {
  const hint = target ? displayName({ ...target, name: '', text: '' }) : undefined;
  return hint?.text ? fill(table.step.theLink, { it: strong(hint.text) }) : table.step.linkAt;
}

export function roleNoun(target: ActionTarget | undefined, { roles }: Phrases): string {
  return roles[roleKey(target)] ?? roles.item ?? '';
}

function roleKey(target: ActionTarget | undefined): string {
  if (!target) return 'item';
  if (target.editable) return 'editor';
  if (target.inputType === 'file') return 'file';
  if (target.inputType && /^(?:date|datetime-local|month|week|time)$/.test(target.inputType)) return 'date';
  if (target.role === 'combobox' && isTextField(target) && target.popup === undefined) return 'textbox';
  return target.role;
}
