import { isTextField } from '../page/fields.ts';
import { flatChildren } from '../page/flat-tree.ts';

/** Where the pieces of a text came from, so that an icon's title is not taken for visible text. */
export interface ReadText {
  readonly text: string;
  readonly from: 'content' | 'alt' | 'svg-title' | 'aria-label';
}

const maximumLength = 500;
const maximumNodes = 600;
/** Of what a style sheet says, characters. */
const maximumContent = 2_000;

export const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function isHidden(element: Element): boolean {
  if (element.getAttribute('aria-hidden') === 'true' || element.hasAttribute('hidden')) return true;
  const { display, visibility } = getComputedStyle(element);
  return display === 'none' || visibility === 'hidden' || visibility === 'collapse';
}

/**
 * The text of an element as accname-1.2 step 2F reads it: flat tree, hidden parts left out, alternatives of
 * images, generated content. Unlike there, what a field holds is never part of it: it may be what was typed.
 */
export function readText(
  root: Element,
  options: { evenHidden?: boolean; except?: Element; withoutCounts?: boolean } = {},
): ReadText {
  const origins = new Set<ReadText['from']>();
  let text = '';
  let nodes = 0;
  const isOwnOnly = isRow(root) && saysMore(root);
  const add = (piece: string, from: ReadText['from']) => {
    if (piece.trim() !== '') origins.add(from);
    text += piece;
  };

  const visit = (node: Node): void => {
    nodes += 1;
    if (nodes > maximumNodes || text.length > maximumLength) return;
    if (node instanceof Text) add(node.data, 'content');
    else if (node instanceof Element && node !== options.except) visitElement(node);
  };
  const visitElement = (element: Element): void => {
    if (skipped.has(element.localName) || isTextField(element)) return;
    if (!options.evenHidden && isHidden(element)) return;
    if (options.withoutCounts && element !== root && isCount(element)) return;
    if (isOwnOnly && element !== root && isRow(element)) return;
    if (element instanceof HTMLElement && element.isContentEditable) return;
    const label = element === root ? null : element.getAttribute('aria-label');
    if (label?.trim()) {
      add(` ${label} `, 'aria-label');
      return;
    }
    const alternative = alternativeOf(element);
    if (alternative) {
      add(` ${alternative.text} `, alternative.from);
      return;
    }
    const gap = isApart(element) ? ' ' : '';
    text += gap;
    add(generated(element, '::before'), 'content');
    for (const child of flatChildren(element)) visit(child);
    add(generated(element, '::after'), 'content');
    text += gap;
  };

  visitElement(root);
  const only = origins.size === 1 ? [...origins][0] : undefined;
  return { text: fold(text).slice(0, maximumLength), from: only ?? 'content' };
}

/** How many there are, beside what they are: “Calendar 2”. */
const isCount = (element: Element): boolean =>
  /badge/i.test(element.getAttribute('class') ?? '') && /^\s*\d+\+?\s*$/.test(element.textContent);

const skipped = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'select',
  'iframe',
  'object',
  'head',
  'desc',
]);

/** What is not a part of the line around it, as Chromium joins pieces: a box of its own, or a control. */
const isApart = (element: Element): boolean =>
  element.localName === 'br' ||
  getComputedStyle(element).display !== 'inline' ||
  element.matches('[role=button], [role=checkbox], [role=switch]');

const isRow = (element: Element): boolean => element.getAttribute('role') === 'treeitem';

/** Than the rows below it, which are rows of their own; the brackets around them alone are no name. */
function saysMore(row: Element): boolean {
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  let nodes = 0;
  for (let node = texts.nextNode(); node && nodes < maximumNodes; node = texts.nextNode(), nodes += 1)
    if (/[\p{L}\p{N}]/u.test(node.nodeValue ?? '') && node.parentElement?.closest('[role=treeitem]') === row)
      return true;
  return false;
}

function alternativeOf(element: Element): ReadText | undefined {
  if (element.localName === 'img' || element.localName === 'area') {
    return { text: element.getAttribute('alt') ?? element.getAttribute('title') ?? '', from: 'alt' };
  }
  if (element.localName !== 'svg') return undefined;
  const title = element.querySelector(':scope > title')?.textContent ?? '';
  // What it has drawn as letters is read as any other text.
  if (title === '' && element.querySelector('text')) return undefined;
  return { text: title, from: 'svg-title' };
}

/**
 * Text that a style sheet adds, or what it says to read instead (`"★" / "star"`); icon fonts use private-use characters,
 * which nobody can read out.
 */
function generated(element: Element, side: '::before' | '::after'): string {
  const { content, display } = getComputedStyle(element, side);
  const drawn = content.slice(0, maximumContent).replace(computed, '$1');
  const said = instead.exec(drawn)?.[1];
  const text = [...(said ?? drawn).matchAll(quoted)]
    .map(([, part]) => part?.replace(/\\(.)/gs, '$1'))
    .join('');
  const readable = text.replace(/[\uE000-\uF8FF]|[\u{F0000}-\u{10FFFD}]/gu, '');
  return display === 'inline' && said === undefined ? readable : ` ${readable} `;
}

const quoted = /"((?:[^"\\]|\\.)*)"/gs;
/** `url("…")`, `counter(…)`; and what is in quotes, to be stepped over. */
const computed = /("(?:[^"\\]|\\.)*")|[\w-]{1,30}\((?:"(?:[^"\\]|\\.)*"|[^"()])*\)/gs;
const instead = /^(?:"(?:[^"\\]|\\.)*"|[^"/])*\/(.*)$/s;
