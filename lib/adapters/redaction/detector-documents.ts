/** A part of one of the texts, and where it stands in a document and in its text; in UTF-16 code units. */
interface Piece {
  readonly text: number;
  readonly from: number;
  readonly at: number;
  readonly length: number;
}

export interface DetectorDocument {
  readonly content: string;
  readonly pieces: readonly Piece[];
}

/** A blank line: what ends one text is not read into the next. */
const gap = '\n\n';

/** Packs texts into as few documents as hold them. @param most bytes of UTF-8 in each */
export function documentsOf(texts: readonly string[], most: number): DetectorDocument[] {
  const documents: DetectorDocument[] = [];
  let content = '';
  let pieces: Piece[] = [];
  let room = most;
  const close = () => {
    if (pieces.length > 0) documents.push({ content, pieces });
    [content, pieces, room] = ['', [], most];
  };
  for (const [text, whole] of texts.entries()) {
    let from = 0;
    for (const part of cut(whole, most)) {
      const bytes = Buffer.byteLength(part) + gap.length;
      if (bytes > room) close();
      pieces.push({ text, from, at: content.length, length: part.length });
      content += part + gap;
      room -= bytes;
      from += part.length;
    }
  }
  close();
  return documents;
}

/** In parts that surely fit: no character takes more than three bytes for each code unit. */
function cut(text: string, most: number): string[] {
  const longest = Math.floor((most - gap.length) / 3);
  if (Buffer.byteLength(text) + gap.length <= most) return [text];
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + longest);
    if (end < text.length) {
      const blank = text.lastIndexOf(' ', end);
      if (blank > at) end = blank;
      else if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1;
    }
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

export interface PlacedPart {
  readonly text: number;
  readonly start: number;
  readonly end: number;
}

/** Where a stretch of the document lies in the texts: in each of them that it touches. */
export function placesIn({ pieces }: DetectorDocument, start: number, end: number): PlacedPart[] {
  return pieces.flatMap(({ text, from, at, length }) => {
    const [first, last] = [Math.max(start, at), Math.min(end, at + length)];
    return first < last ? [{ text, start: first - at + from, end: last - at + from }] : [];
  });
}

/** Comprehend counts code points, JavaScript code units. */
export function codeUnits(content: string): (codePoints: number) => number {
  if (!/[\ud800-\udbff]/.test(content)) return (place) => place;
  const starts: number[] = [];
  let at = 0;
  for (const character of content) {
    starts.push(at);
    at += character.length;
  }
  return (place) => starts[place] ?? at;
}
