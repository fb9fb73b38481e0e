import type { ActionTarget } from '../../../contracts/capture/action.ts';
import { displayName } from '../titles/target-name.ts';

const textInputTypes = new Set([
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
  'date',
  'datetime-local',
  'month',
  'week',
  'time',
]);
const typedRoles = new Set(['textbox', 'searchbox', 'spinbutton', 'combobox']);

/** Something to type into. A native `select` is a combobox too, but nobody types there. */
export function isTextField(target: ActionTarget): boolean {
  if (target.tag === 'select') return false;
  if (target.tag === 'textarea' || target.editable) return true;
  if (target.tag === 'input' && target.inputType) return textInputTypes.has(target.inputType);
  return typedRoles.has(target.role);
}

/** A text field that opens nothing, so that clicking it only moves the caret there. */
export function isPlainTextField(target: ActionTarget): boolean {
  return (
    isTextField(target) &&
    target.role !== 'combobox' &&
    target.popup === undefined &&
    target.expanded === undefined &&
    !(target.inputType && /^(date|datetime-local|month|week|time)$/.test(target.inputType))
  );
}

/** Where Enter starts a new line. */
export function isMultiLine(target: ActionTarget): boolean {
  return target.tag === 'textarea' || target.editable === true;
}

const menuItemRoles = new Set(['menuitem', 'menuitemcheckbox', 'menuitemradio']);

export function isMenuItem(target: ActionTarget): boolean {
  return menuItemRoles.has(target.role);
}

const toggleRoles = new Set(['checkbox', 'radio', 'switch', 'menuitemcheckbox', 'menuitemradio']);

export function isToggle(target: ActionTarget): boolean {
  return toggleRoles.has(target.role) || target.inputType === 'checkbox' || target.inputType === 'radio';
}

/** Buttons made to be clicked several times over, so that every click counts however fast. */
const stepper =
  /\b(increase|decrease|increment|decrement|plus|minus|more|fewer|less|up|down|next|previous|prev|zoom|add one|remove one)\b|^[+\-−–‹›<>▲▼◀▶]$/i;

export function isStepper(target: ActionTarget): boolean {
  return (target.role === 'button' || target.role === 'spinbutton') && stepper.test(target.name);
}

const idleRoles = new Set([
  'generic',
  'none',
  'presentation',
  'document',
  'application',
  'main',
  'region',
  'banner',
  'contentinfo',
  'complementary',
  'navigation',
  'form',
  'group',
  'dialog',
  'alertdialog',
  'list',
  'table',
  'grid',
  'rowgroup',
  'tabpanel',
  'toolbar',
  'menu',
  'paragraph',
  'section',
  '',
]);
const pageTags = new Set(['html', 'body', 'main']);
/** Longer text than this is a piece of the page that was clicked, not a thing in it. */
const idleTextLength = 60;

/** A click there shows no purpose by itself. */
export function isIdle(target: ActionTarget | undefined): boolean {
  if (!target || pageTags.has(target.tag)) return true;
  if (!idleRoles.has(target.role) || target.popup || target.expanded !== undefined) return false;
  if (target.tag === 'label' || target.tag === 'summary' || target.tag === 'option') return false;
  if (target.role !== 'generic') return true;
  // An imported script often names neither tag nor role, but was cleaned of idle clicks or is at least deliberate.
  if (target.tag === '') return displayName(target).kind === 'none';
  if (target.name && target.nameSource !== 'content') return false;
  const text = target.name || target.text || '';
  return text.length === 0 || text.length > idleTextLength;
}

/** A click there is never a step, whatever comes of it. */
export function isPageItself(target: ActionTarget | undefined): boolean {
  return !target || pageTags.has(target.tag);
}
