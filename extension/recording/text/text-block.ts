/** A stretch of text as a person reads it, whatever elements it is made of. */
export interface TextBlock {
  /** The element that it is laid out in. */
  readonly element: Element;
  /** White space folded, as it is shown. */
  readonly text: string;
  /** Tells it apart from others of the same element. */
  readonly first: Text;
  /** The part of the page with these characters of the text. */
  range(start: number, end: number): Range;
  /** As it reads now; nothing when it has left the page. */
  again(): TextBlock | undefined;
}

interface Piece {
  readonly node: Text;
  /** Where it begins in the block's text. */
  readonly start: number;
  readonly length: number;
  /** Where each character of the folded text stands in the node, where the two differ. */
  readonly places?: readonly number[] | undefined;
}

const mayFold = /[\t\n\f\r]| {2}/;

/** @param nodes text nodes that follow each other within `element`, with nothing but inline elements between them. */
export function textBlock(element: Element, nodes: readonly [Text, ...Text[]]): TextBlock {
  const pieces: Piece[] = [];
  let text = '';
  for (const node of nodes) {
    const { data } = node;
    const { folded, places } = mayFold.test(data) ? fold(data) : { folded: data, places: undefined };
    pieces.push({ node, start: text.length, length: folded.length, places });
    text += folded;
  }
  const placeOf = (at: number): readonly [Text, number] | undefined => {
    const piece = pieces.find(({ start, length }) => at >= start && at < start + length);
    return piece && [piece.node, piece.places?.[at - piece.start] ?? at - piece.start];
  };
  const read = nodes.map(({ data }) => data);
  const block: TextBlock = {
    element,
    text,
    first: nodes[0],
    range(start, end) {
      const range = new Range();
      const [first, last] = [placeOf(start), placeOf(end - 1)];
      if (first && last) {
        range.setStart(...first);
        range.setEnd(last[0], last[1] + 1);
      }
      return range;
    },
    again() {
      const [first, ...rest] = nodes.filter(({ isConnected }) => isConnected);
      if (!first) return undefined;
      const stands = rest.length + 1 === nodes.length && nodes.every(({ data }, at) => data === read[at]);
      return stands ? block : textBlock(element, [first, ...rest]);
    },
  };
  return block;
}

function fold(data: string): { folded: string; places: number[] } {
  const places: number[] = [];
  let folded = '';
  for (let at = 0; at < data.length; at += 1) {
    const isSpace = ' \t\n\f\r'.includes(data[at] ?? '');
    if (isSpace && folded.endsWith(' ')) continue;
    folded += isSpace ? ' ' : data[at];
    places.push(at);
  }
  return { folded, places };
}
