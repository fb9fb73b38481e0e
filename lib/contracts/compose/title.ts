/**
 * A step's title is plain text in which `**…**` marks what the reader looks for on the screen: a name, a
 * value or a key. Nothing else is markup, and marks do not nest.
 */
export interface TitlePart {
  readonly text: string;
  readonly strong: boolean;
}

const marked = /\*\*(.+?)\*\*/g;

/** The title without its marks, for places that show one style only. */
export function titleText(title: string): string {
  return title.replace(marked, '$1');
}

/** The title in runs of one style, in order; an empty title has none. */
export function titleParts(title: string): TitlePart[] {
  const parts: TitlePart[] = [];
  let at = 0;
  for (const match of title.matchAll(marked)) {
    if (match.index > at) parts.push({ text: title.slice(at, match.index), strong: false });
    parts.push({ text: match[1] ?? '', strong: true });
    at = match.index + match[0].length;
  }
  if (at < title.length) parts.push({ text: title.slice(at), strong: false });
  return parts;
}
