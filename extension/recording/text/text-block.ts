/** A stretch of text as a person reads it, whatever elements it is made of. The same one as long as it reads the same. */
export interface TextBlock {
  /** The element that it is laid out in. */
  readonly element: Element;
  /** White space folded, as it is shown. */
  readonly text: string;
  /** They follow each other within `element`, with nothing but inline elements between them. */
  readonly nodes: TextNodes;
  /** What each of them held. */
  readonly read: readonly string[];
}

export type TextNodes = readonly [Text, ...Text[]];

const mayFold = /[\t\n\f\r]| {2}/;

/** By their first nodes: most of a page reads as it did for the picture before. */
const remembered = new WeakMap<Text, TextBlock>();

export function textBlock(element: Element, nodes: TextNodes): TextBlock {
  const known = remembered.get(nodes[0]);
  if (known?.element === element && reads(known, nodes)) return known;
  const read = nodes.map(({ data }) => data);
  const text = read.map((data) => (mayFold.test(data) ? fold(data) : data)).join('');
  const block = { element, text, nodes, read };
  remembered.set(nodes[0], block);
  return block;
}

function reads({ nodes, read }: TextBlock, now: TextNodes): boolean {
  if (nodes.length !== now.length) return false;
  for (let at = 0; at < now.length; at += 1) {
    if (nodes[at] !== now[at] || now[at]?.data !== read[at]) return false;
  }
  return true;
}

/** Whether each of its nodes holds what it held. */
export const holdsAsBefore = ({ nodes, read }: TextBlock): boolean =>
  nodes.every((node, at) => node.data === read[at]);

/** As it reads now; nothing when it has left the page. */
export function readAgain({ element, nodes }: TextBlock): TextBlock | undefined {
  const [first, ...rest] = nodes.filter(({ isConnected }) => isConnected);
  return first && textBlock(element, [first, ...rest]);
}

/** The part of the page with these characters of its text. */
export function rangeIn(block: TextBlock, start: number, end: number): Range {
  const range = new Range();
  let before = 0;
  placesIn(block).forEach(({ node, length, folded }, at) => {
    const from = Math.max(start - before, 0);
    const to = Math.min(end - before, length) - 1;
    before += length;
    if (from > to) return;
    // What has become shorter meanwhile is read anew for the picture's second survey.
    const within = (place: number) => Math.min(place, node.length);
    if (at === 0 || start >= before - length) range.setStart(node, within(folded?.[from] ?? from));
    range.setEnd(node, within((folded?.[to] ?? to) + 1));
  });
  return range;
}

interface Places {
  readonly node: Text;
  /** Of what is shown of it. */
  readonly length: number;
  /** Where each character of the folded text stands in the node, where the two differ. */
  readonly folded?: readonly number[] | undefined;
}

const places = new WeakMap<TextBlock, readonly Places[]>();

function placesIn(block: TextBlock): readonly Places[] {
  const known = places.get(block);
  if (known) return known;
  const found = block.nodes.map((node, at) => {
    const data = block.read[at] ?? '';
    const folded = mayFold.test(data) ? foldedPlaces(data) : undefined;
    return { node, length: folded?.length ?? data.length, folded };
  });
  places.set(block, found);
  return found;
}

const fold = (data: string): string => data.replace(/[ \t\n\f\r]+/g, ' ');

function foldedPlaces(data: string): number[] {
  const kept: number[] = [];
  let isBlank = false;
  for (let at = 0; at < data.length; at += 1) {
    const wasBlank = isBlank;
    isBlank = ' \t\n\f\r'.includes(data[at] ?? '');
    if (!isBlank || !wasBlank) kept.push(at);
  }
  return kept;
}
