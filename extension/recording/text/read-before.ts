import { holdsAsBefore, type TextBlock } from './text-block.ts';

interface Reading {
  readonly text: string;
  readonly blocks: readonly TextBlock[];
}

/** What was read within elements for pictures before. */
const readings = new WeakMap<Element, Reading>();

/**
 * The same again, where an element says the same by the same nodes, laid out in the same elements: to compare takes less
 * than to read it.
 */
export function readBefore(
  element: Element,
  homeOf: (element: Element) => Element,
): readonly TextBlock[] | undefined {
  const known = readings.get(element);
  if (!known || element.textContent !== known.text) return undefined;
  // What is dragged away leaves its words to a placeholder; what is styled otherwise is divided otherwise.
  const reads = (block: TextBlock) =>
    holdsAsBefore(block) &&
    element.contains(block.element) &&
    block.nodes.every(({ parentElement }) => parentElement && homeOf(parentElement) === block.element);
  return known.blocks.every(reads) ? known.blocks : undefined;
}

export function rememberReading(element: Element, blocks: readonly TextBlock[]): void {
  readings.set(element, { text: element.textContent, blocks });
}
