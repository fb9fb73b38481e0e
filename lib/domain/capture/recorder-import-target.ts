import type { ActionTarget, NameSource, Surrounding } from '../../contracts/capture/action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';

/** What one selector of the DevTools Recorder tells about the element it leads to. */
interface Clue {
  readonly name: string;
  readonly source: NameSource;
  readonly role?: string;
  readonly tag?: string;
  readonly inputType?: string;
}

const nothing: Clue = { name: '', source: 'none' };
const alternatives = 12;
const nameLength = 500;
/** Of a CSS selector, from its end: what it says of the element itself. */
const consideredLength = 300;

/** The target as far as the selectors alone tell it: name and role from `aria/` and `text/`, tag and type from the others. */
export function targetFromSelectors(selectors: readonly (string | readonly string[])[]): ActionTarget {
  const lists = selectors
    .map((selector) => (typeof selector === 'string' ? [selector] : [...selector]))
    .filter(
      (list) =>
        list.length <= alternatives && list.every((part) => part.length <= recordingLimits.textLength),
    )
    .slice(0, alternatives);
  const clues = lists.map(clueOf);
  const named = bestName(clues);
  const tag = clues.find((clue) => clue.tag)?.tag ?? '';
  const inputType = clues.find((clue) => clue.inputType)?.inputType;
  return {
    role: clues.find((clue) => clue.role)?.role ?? roleOf(tag, inputType),
    name: named?.name ?? '',
    nameSource: named?.source ?? 'none',
    tag,
    ...(inputType && { inputType }),
    surroundings: surroundingsOf(lists),
    selectors: lists,
  };
}

/** The accessible name; as it is written where it only looks like capitals by the page's style. */
function bestName(clues: readonly Clue[]): Clue | undefined {
  const spoken = clues.find((clue) => clue.name && clue.source !== 'content');
  const written = clues.find((clue) => clue.name && clue.source === 'content');
  if (!spoken) return written;
  const capitals = written && spoken.name !== written.name && spoken.name === written.name.toUpperCase();
  return capitals ? { ...spoken, name: written.name } : spoken;
}

function clueOf(list: readonly string[]): Clue {
  const own = readSelector(list.at(-1) ?? '');
  if (own.name || list.length < 2 || (own.role && own.role !== 'generic')) return own;
  // A nameless part of something named, such as the icon in a button: what is meant is the whole.
  const host = readSelector(list.at(-2) ?? '');
  return host.name ? { ...own, ...host } : own;
}

function readSelector(selector: string): Clue {
  const prefix = /^(aria|text|xpath|pierce)\//.exec(selector)?.[1];
  const rest = prefix ? selector.slice(prefix.length + 1) : selector;
  switch (prefix) {
    case 'aria':
      return readAria(rest);
    case 'text':
      return { name: fold(rest), source: 'content' };
    case 'xpath':
      return { ...nothing, ...tagPart(/(?:^|\/)([a-z][a-z0-9-]*)(?:\[[^/]*\])?$/.exec(rest)?.[1]) };
    default:
      return readCss(rest);
  }
}

/** `Name[role="button"]`, where either part may be missing and the name may be an attribute too. */
function readAria(text: string): Clue {
  const attributes = /(?:\[\s*(?:name|role)\s*=\s*(?:"[^"]*"|'[^']*')\s*\])*$/.exec(text);
  const tail = attributes?.[0] ?? '';
  const role = /role\s*=\s*["']([^"']*)/.exec(tail)?.[1];
  const name =
    fold(text.slice(0, text.length - tail.length)) || fold(/name\s*=\s*["']([^"']*)/.exec(tail)?.[1] ?? '');
  return { name, source: name ? 'aria-label' : 'none', ...(role && { role: role.slice(0, 60) }) };
}

function readCss(selector: string): Clue {
  const compound =
    selector
      .slice(-consideredLength)
      .split(/\s*[>+~]\s*|\s+(?![^[]*\])/)
      .at(-1) ?? '';
  const tag = /^[a-z][a-z0-9-]*/.exec(compound)?.[0];
  const inputType = /\[type=["']?([\w-]+)/.exec(compound)?.[1];
  const label = /\[aria-label=(?:"([^"]+)"|'([^']+)')/.exec(compound);
  const name = fold(label?.[1] ?? label?.[2] ?? '');
  return {
    name,
    source: name ? 'aria-label' : 'none',
    ...tagPart(tag),
    ...(inputType && tag !== 'button' && { inputType: inputType.slice(0, 40) }),
  };
}

function tagPart(tag: string | undefined): { tag?: string } {
  return tag ? { tag: tag.slice(0, 60) } : {};
}

const tagRoles: Readonly<Record<string, string>> = {
  a: 'link',
  button: 'button',
  select: 'combobox',
  textarea: 'textbox',
  summary: 'button',
  option: 'option',
  img: 'img',
};
/** An input whose type the selectors leave open may be any of these, or a text field: that shows when it changes. */
const inputRoles: Readonly<Record<string, string>> = {
  text: 'textbox',
  email: 'textbox',
  password: 'textbox',
  tel: 'textbox',
  url: 'textbox',
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
  search: 'searchbox',
  submit: 'button',
  button: 'button',
  reset: 'button',
  image: 'button',
};

function roleOf(tag: string, inputType: string | undefined): string {
  if (inputType && Object.hasOwn(inputRoles, inputType)) return inputRoles[inputType] ?? 'generic';
  return (Object.hasOwn(tagRoles, tag) ? tagRoles[tag] : undefined) ?? 'generic';
}

/** Named shadow hosts around the target, nearest first. */
function surroundingsOf(lists: readonly (readonly string[])[]): Surrounding[] {
  const list = lists.find((parts) => parts.length > 1 && parts.some((part) => part.startsWith('aria/')));
  const hosts = (list ?? []).slice(0, -1).map(readSelector).reverse();
  return hosts.flatMap(({ name, role }) => (name && role ? [{ role, name }] : []));
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, nameLength);
}
