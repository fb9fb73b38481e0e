import { isTextField } from '../page/fields.ts';
import { roleOf } from './role.ts';
import { fold, readText } from './text.ts';

const attributes = [
  'data-tooltip',
  'data-original-title',
  'data-bs-original-title',
  'data-tooltip-content',
  'data-title',
  'data-tip',
  'data-hint',
  'mattooltip',
  'ng-reflect-message',
  'tooltip',
  'aria-description',
  'aria-roledescription',
];
const interactive = new Set([
  'button',
  'link',
  'menuitem',
  'tab',
  'switch',
  'checkbox',
  'radio',
  'option',
  'treeitem',
]);

/** What a sighted person would read on an element without a name: its tooltip. */
export function tooltipOf(element: Element): string {
  const own = attributeOf(element) ?? describedBy(element) ?? titleAround(element);
  if (own) return own;
  // What a part of something large is called is not what the whole is.
  if (!isSmall(element) || roleOf(element) === 'combobox') return '';
  const within = element.querySelector('[title]')?.getAttribute('title') ?? attributeWithin(element);
  if (within && fold(within) !== '') return within;
  const wrapper = element.parentElement;
  if (wrapper && wrapper.childElementCount === 1) {
    const around = wrapper.getAttribute('title') ?? attributeOf(wrapper);
    if (around) return around;
  }
  return '';
}

/** Of the frame that is drawn around a text field or a picture and all that belongs to it, also from outside of its shadow tree. */
function titleAround(element: Element): string | undefined {
  if (!isTextField(element) && element.localName !== 'img') return undefined;
  for (let at: Element | undefined = element; at; at = hostOf(at)) {
    const frame: Element | null = at.closest('[title]');
    const near = frame === at || frame === at.parentElement || frame === at.parentElement?.parentElement;
    if (!frame || !near) continue;
    return frame.querySelectorAll('input, textarea, select').length > 1
      ? undefined
      : frame.getAttribute('title') || undefined;
  }
  return undefined;
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** What the one icon that an element shows is called in its set. */
export function iconOf(element: Element): string {
  return isSmall(element) && (interactive.has(roleOf(element)) || readText(element).text === '')
    ? iconName(element) || deedOf(element)
    : '';
}

const isSmall = (element: Element): boolean => element.getElementsByTagName('*').length <= 12;

function attributeOf(element: Element): string | undefined {
  for (const name of attributes) {
    const value = element.getAttribute(name);
    if (value && fold(value) !== '') return value;
  }
  return undefined;
}

function attributeWithin(element: Element): string | undefined {
  const selector = attributes.map((name) => `[${name}]`).join(',');
  const inner = element.querySelector(selector);
  return inner ? attributeOf(inner) : undefined;
}

function describedBy(element: Element): string | undefined {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined;
  const ids = (element.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean);
  const texts = ids
    .map((id) => root.getElementById(id))
    .map((other) => (other ? readText(other, { evenHidden: true }).text : ''));
  return fold(texts.join(' ')) || undefined;
}

/** Class names of the common icon sets, and the ids of sprite symbols: `fa-trash-can`, `bi-pencil`, `#icon-search`. */
const iconClass =
  /(?:^|\s)(?:fa|bi|mdi|ti|ri|icon|lucide|glyphicon|octicon|codicon|pi|ph|la|feather|anticon|el-icon|oi)-([a-z][a-z0-9-]{1,40})(?=\s|$)/g;
/** Sets that pages make for themselves: `tc-image-advanced-search`, `app-icon-trash`. */
const ownIconClass = /(?:^|\s)[a-z]{1,10}-(?:icon|image|img|glyph)-([a-z][a-z0-9-]{1,40})(?=\s|$)/g;
const styleWords = /^(solid|regular|light|brands|thin|fw|lg|sm|xs|\dx|spin|pulse|icon|fill|outline|\d+)$/;

function iconName(element: Element): string {
  for (const icon of [element, ...element.querySelectorAll('i, span, svg, use, mat-icon')].slice(0, 8)) {
    const found =
      icon.getAttribute('data-icon') ?? icon.getAttribute('data-lucide') ?? symbolOf(icon) ?? classOf(icon);
    if (found) return words(found);
    // Ligature fonts spell the icon's name as text, mostly hidden from assistive technology.
    if (/material-(icons|symbols)/.test(icon.getAttribute('class') ?? ''))
      return words(icon.textContent.trim());
  }
  return '';
}

/** What a control’s own class says that it does: `button-previous-month`, `modal__close`. */
const deed =
  /^(?:[a-z]+(?:__|--))?((?:[a-z]+-){0,2}(?:previous|prev|next|close|remove|delete|add|edit|search|clear|refresh|expand|collapse|play|pause|save|undo|redo)(?:-[a-z]+){0,2})$/;

function deedOf(element: Element): string {
  if (!interactive.has(roleOf(element))) return '';
  for (const token of element.classList) {
    const found = deed.exec(token)?.[1]?.replace(/^(?:btn|button|icon|js|is|ui)-|-(?:btn|button|icon)$/g, '');
    if (found) return words(found);
  }
  return '';
}

const symbolOf = (icon: Element): string | undefined =>
  /#(?:icon-?|i-)?([a-z][a-z0-9-]*)$/i.exec(
    icon.getAttribute('href') ?? icon.getAttribute('xlink:href') ?? '',
  )?.[1];

function classOf(icon: Element): string | undefined {
  const all = icon.getAttribute('class') ?? '';
  const own = icon.localName === 'svg' ? [...all.matchAll(ownIconClass)] : [];
  const names = [...all.matchAll(iconClass), ...own].map((match) => match[1] ?? '');
  return names.find((name) => !styleWords.test(name) && name !== 'button')?.replace(/-(?:button|icon)$/, '');
}

function words(name: string): string {
  const text = name.replace(/[-_]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
