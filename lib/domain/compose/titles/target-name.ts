import type { ActionTarget } from '../../../contracts/capture/action.ts';
import { cleanName, foldText, isWordless } from './clean-name.ts';
import { iconMeaning, signMeaning } from './icon-words.ts';
import { nameHint } from './name-hints.ts';

/**
 * What to call a target. `name`: what a reader sees or hears. `icon`: what its picture means. `words`: what the
 * page's author called it, which the reader does not see. `none`: only its role is known.
 */
interface DisplayName {
  readonly kind: 'name' | 'icon' | 'words' | 'none';
  readonly text: string;
}

const none: DisplayName = { kind: 'none', text: '' };

const fieldRoles = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton', 'listbox', 'slider']);
/** Placeholders that show what to type rather than what the field is. */
const example = /^(?:e\.?\s?g\.?|ex\.?:|for example|such as|\d|https?:|[^\s@]+@[^\s@]+$)/i;

export function displayName(target: ActionTarget | undefined): DisplayName {
  if (!target) return none;
  const own = ownName(target);
  if (own && !isWordless(own)) return { kind: 'name', text: own };
  const hint = nameHint(target);
  // The box of a checkbox is drawn by signs, which say how it stands and not what it is.
  const icon = drawnRoles.has(target.role) ? undefined : iconName(target, hint);
  if (icon) return { kind: 'icon', text: icon };
  if (hint?.kind === 'words') return { kind: 'words', text: hint.text };
  const column = cellRoles.has(target.role) ? nameAround(target, 'columnheader') : '';
  if (column) return { kind: 'words', text: column };
  if (drawnRoles.has(target.role)) return none;
  const seen = own || foldText(target.name || target.text || '');
  return seen && seen.length <= 8 && isWordless(seen) && !folded.test(seen)
    ? { kind: 'name', text: seen }
    : none;
}

/** What a listing shows where something is left out: `{...}`. */
const folded = /^[[{(].*[\])}]$/;
const drawnRoles = new Set(['checkbox', 'radio', 'switch']);
const cellRoles = new Set(['cell', 'gridcell', 'textbox', 'combobox', 'spinbutton', 'searchbox', 'checkbox']);

function iconName(target: ActionTarget, hint: ReturnType<typeof nameHint>): string | undefined {
  const named =
    target.nameSource === 'icon' ? (iconMeaning(target.name.toLowerCase().split(' ')) ?? target.name) : '';
  const sign = signMeaning(foldText(target.name || target.text || ''));
  const meaning = named || (hint?.kind === 'icon' ? hint.text : sign);
  return meaning === 'Close' && isOfEntry(target) ? 'Remove' : meaning;
}

/** A cross beside an entry of a list does not close anything. */
function isOfEntry({ surroundings }: ActionTarget): boolean {
  const nearest = surroundings.find(({ role }) =>
    /^(?:row|row-number|listitem|(?:alert)?dialog|tab|tabpanel)$/.test(role),
  );
  return /^(?:row|row-number|listitem)$/.test(nearest?.role ?? '');
}

/** What the first surrounding of a role is called, unless that is an icon's word. */
function nameAround({ surroundings }: ActionTarget, role: string): string {
  const name = cleanName(surroundings.find((one) => one.role === role)?.name ?? '');
  return isWordless(name) || ligature.test(name) ? '' : name;
}

function ownName(target: ActionTarget): string {
  if (target.nameSource === 'icon') return '';
  const isField = fieldRoles.has(target.role) || target.editable === true;
  // Words right before a field are its label to whoever reads the page, marked up as such or not.
  const label =
    isField && (!target.name || target.nameSource === 'placeholder') ? nameAround(target, 'label') : '';
  if (label) return label;
  // The value of a field is not its name, whatever the page says.
  if (target.name && !(isField && target.nameSource === 'value')) {
    if (target.nameSource === 'placeholder' && example.test(target.name)) return '';
    if (isLigature(target)) return '';
    return isField && target.nameSource === 'placeholder' ? asked(target.name) : cleanName(target.name);
  }
  if (isField) {
    const { placeholder } = target;
    return placeholder && !example.test(placeholder) ? asked(placeholder) : '';
  }
  return target.text && !isLigature(target) ? cleanName(target.text) : '';
}

/** “Enter your e-mail address…” → E-mail address. */
function asked(placeholder: string): string {
  const name = cleanName(placeholder);
  const bare = name.replace(
    /^(?:please )?(?:enter|type in|type|input|fill in) (?:your |the |an? )?(?=\S{3})/i,
    '',
  );
  return bare === name || isVagueName(bare) ? name : bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** An icon font's word for a glyph (`more_vert`), which the reader never sees. */
const ligature = /^[a-z]+(?:_[a-z0-9]+)+$/;

function isLigature(target: ActionTarget): boolean {
  return target.nameSource !== 'aria-label' && ligature.test(target.name || target.text || '');
}

/** Names that many things on a page have, so that alone they do not say which one. */
const common =
  /^(?:edit|delete|remove|more|more options|more actions|options|actions|action|menu|open|close|view|view details|details|show|hide|select|choose|add|add new|new|copy|download|rename|duplicate|move|select row|select item|expand|collapse|settings|learn more|read more|see more|show more|see all|view all|continue reading|buy|buy now|add to (?:cart|basket|bag)|favorite|star|share|reply|like|change|manage|info|help|up|down|\+|-|−|×|[\d\s.,:/%$€£-]+)$/i;

export function isCommonName(name: string): boolean {
  return common.test(name.replace(/^[+＋]\s+(?=\p{L})/u, ''));
}

/** Link texts that say nothing about where they lead. */
const vague =
  /^(?:(?:click|tap|press|go|see|look|right|available|download)\s+)?(?:here|this|this (?:link|page|icon|button)|link|now)[.!]?$/i;

export function isVagueName(name: string): boolean {
  return vague.test(name);
}
