import { fold, isHidden } from '../accessibility/text.ts';
import { fieldOf } from '../page/fields.ts';
import { columnOf } from './column.ts';
import { headings, leadingText } from './leading-text.ts';

/** What a switch shows of itself. */
const states = /^(?:on|off|yes|no)$/i;
/** What an icon font draws a picture for. */
const icon = /^[a-z]+(?:_[a-z0-9]+)+$/;
/** More words than these explain. */
const wordsOfLabel = 6;
const notLabels = `input, select, textarea, button, ${headings}`;

/**
 * Words right before an element without a name, as a person takes them for its label; of a field also further out.
 * `marked`: only what is marked up as a label, because the element says something of itself.
 */
export function labelBefore(element: Element, marked: boolean): string {
  const isField = fieldLike(element);
  let current: Element | null = element;
  for (let level = isField ? 4 : 2; current && current !== document.body && level > 0; level -= 1) {
    for (let before = current.previousSibling; before; before = before.previousSibling) {
      const text = before instanceof Element ? wordsOf(before, marked) : ownWords(before, marked);
      if (text === undefined) return '';
      if (/\p{L}/u.test(text) && !states.test(text) && !icon.test(text) && text.length <= 80) return text;
      if (!isField && before instanceof Element) break;
    }
    // In a table of entries the cell before is another value of the same entry.
    if (current.matches('td, [role=gridcell], [role=cell]') && columnOf(current)) return '';
    current = current.parentElement;
  }
  return '';
}

const ownWords = (node: Node, marked: boolean): string =>
  node instanceof Text && !marked ? fold(node.data) : '';

/**
 * Undefined for another control, whose label is what stands before, and for a heading, which is one of more than
 * this. Decoration and what is hidden is nothing.
 */
function wordsOf(element: Element, marked: boolean): string | undefined {
  const { width, height } = element.getBoundingClientRect();
  if (width <= 4 || height <= 4 || isHidden(element)) return '';
  if (element.matches(notLabels) || element.querySelector(notLabels)) return undefined;
  const text = leadingText(element);
  const isMarked = element.matches('label, legend, dt');
  return isMarked || (!marked && text.split(' ').length <= wordsOfLabel) ? text : '';
}

const fieldLike = (element: Element): boolean =>
  fieldOf(element) !== undefined || element.matches('select, [role=combobox], [role=listbox], [role=slider]');
