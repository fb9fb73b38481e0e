import { readText } from '../accessibility/text.ts';

export const headings = 'h1, h2, h3, h4, h5, h6, [role=heading]';

/** What a cell or a label shows first: of a name with its type below, the name. What only a control is called is not shown. */
export function leadingText(element: Element): string {
  const { text, from } = readText(element);
  if (from !== 'content') return '';
  const hasOwn = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  if (hasOwn || element.childElementCount < 2) return text;
  const blocks = [...element.children].filter(
    (child) => !getComputedStyle(child).display.startsWith('inline'),
  );
  return (blocks[0] && readText(blocks[0]).text) || text;
}
