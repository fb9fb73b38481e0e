import type { NameSource } from '../../../lib/contracts/capture/action.ts';
import { fieldOf } from '../page/fields.ts';
import { labelsOf } from '../page/labels.ts';
import { roleOf } from './role.ts';
import { fold, isHidden, readText } from './text.ts';
import { iconOf, tooltipOf } from './tooltip.ts';

export interface AccessibleName {
  readonly name: string;
  readonly source: NameSource;
}

const nameless: AccessibleName = { name: '', source: 'none' };

/** Roles whose name may come from their content (ARIA 1.2, 5.2.8.5). */
const namedByContent = new Set(
  'button cell checkbox columnheader gridcell heading legend link menuitem menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem'.split(
    ' ',
  ),
);

/**
 * Accessible name by accname-1.2, with these differences: it looks into shadow trees, it never reads what a
 * field or a list holds, and the count on a badge is no part of it. When there is none, a tooltip or an icon's own
 * name stands in (`source: 'tooltip'`, `'icon'`).
 */
export function accessibleName(element: Element): AccessibleName {
  return (
    byReference(element) ??
    byAttribute(element, 'aria-label') ??
    byMarkup(element) ??
    byContent(element) ??
    byAttribute(element, 'title') ??
    byAttribute(element, 'placeholder') ??
    byAttribute(element, 'aria-placeholder', 'placeholder') ??
    byAttribute(element, 'data-placeholder', 'placeholder') ??
    byTooltip(element) ??
    byIcon(element) ??
    nameless
  );
}

function named(text: string | null | undefined, source: NameSource): AccessibleName | undefined {
  const name = fold(text ?? '').slice(0, 500);
  return name === '' ? undefined : { name, source };
}

const byAttribute = (element: Element, attribute: string, source = attribute as NameSource) =>
  named(element.getAttribute(attribute), source);

export function referenced(element: Element, attribute: string): Element[] {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  const ids = (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean);
  return ids.map((id) => root.getElementById(id)).filter((found) => found !== null);
}

/** What is hidden as a whole may be referred to; what it hides in itself is no part of it. */
const isUnseen = (element: Element): boolean =>
  isHidden(element) || !element.checkVisibility({ visibilityProperty: true });

/** Of a picture, what everybody sees. */
const saysPicture = /^\s*(?:icon|image|img|picture)\s*$/i;

function byReference(element: Element): AccessibleName | undefined {
  const labels = referenced(element, 'aria-labelledby');
  // A list that points into itself says what is chosen, not what the list is for.
  if (roleOf(element) === 'combobox' && labels.every((label) => label !== element && element.contains(label)))
    return undefined;
  const texts = labels.map(
    (other) =>
      other.getAttribute('aria-label') ??
      readText(other, { evenHidden: other !== element && isUnseen(other) }).text,
  );
  return named(texts.join(' '), 'aria-labelledby');
}

/** What HTML itself gives a name to. */
function byMarkup(element: Element): AccessibleName | undefined {
  if (element instanceof HTMLInputElement && ['button', 'submit', 'reset', 'image'].includes(element.type)) {
    return (
      byAttribute(element, 'alt') ??
      byLabels(element) ??
      named(element.getAttribute('value'), 'value') ??
      byAttribute(element, 'title') ??
      named(element.type === 'reset' ? 'Reset' : element.type === 'button' ? '' : 'Submit', 'value')
    );
  }
  switch (element.localName) {
    case 'img':
    case 'area':
      return saysPicture.test(element.getAttribute('alt') ?? '') ? undefined : byAttribute(element, 'alt');
    case 'svg':
      return named(element.querySelector(':scope > title')?.textContent, 'svg-title');
    case 'fieldset':
      return named(textOfChild(element, 'legend'), 'legend');
    case 'table':
      return named(textOfChild(element, 'caption'), 'legend');
    case 'figure':
      return named(textOfChild(element, 'figcaption'), 'legend');
    case 'optgroup':
      return named(element.getAttribute('label'), 'label');
    default:
      return byLabels(element);
  }
}

function textOfChild(element: Element, tag: string): string {
  const child = [...element.children].find(({ localName }) => localName === tag);
  return child ? readText(child).text : '';
}

function byLabels(element: Element): AccessibleName | undefined {
  const texts = labelsOf(element).map(
    (label) =>
      label.getAttribute('aria-label') ??
      (readText(label, { except: element }).text || label.getAttribute('title')),
  );
  return named(texts.join(' '), 'label');
}

function byContent(element: Element): AccessibleName | undefined {
  if (fieldOf(element) || !namedByContent.has(roleOf(element))) return undefined;
  const { text, from } = readText(element, { withoutCounts: true });
  return named(text, from === 'aria-label' ? 'content' : from);
}

const byIcon = (element: Element): AccessibleName | undefined => named(iconOf(element), 'icon');

function byTooltip(element: Element): AccessibleName | undefined {
  return named(tooltipOf(element), 'tooltip');
}
