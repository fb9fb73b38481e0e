/** From and to which character of a text; the end is the first one that is none of it. */
export interface TextPiece {
  readonly start: number;
  readonly end: number;
}

/** Characters that are looked at at once. */
const longest = 20_000;
/** No entity is longer, not even a private key: what is cut by one piece is whole in the next. */
const overlap = 4_000;

export function piecesOf({ length }: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (let start = 0; start === 0 || start + overlap < length; start += longest - overlap)
    pieces.push({ start, end: Math.min(length, start + longest) });
  return pieces;
}
