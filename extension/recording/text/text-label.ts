import { readText } from '../accessibility/text.ts';
import { columnOf } from '../target/column.ts';

/** Characters; what is longer is no label of what comes after it. */
const longest = 40;

/** What a text is said to be: by its column, its term, or what stands right before it. */
export function labelOf(element: Element): string {
  const column = columnOf(element);
  if (column) return column.slice(0, 2 * longest);
  const before = element.previousElementSibling ?? lonelyParent(element)?.previousElementSibling;
  if (!before || before.childElementCount > 2 || before.localName === 'script') return '';
  const { text } = readText(before);
  return text.length <= longest ? text : '';
}

/** A value is often wrapped once more than its label. */
const lonelyParent = ({ parentElement }: Element): Element | undefined =>
  parentElement?.childElementCount === 1 ? parentElement : undefined;
