/** A street with its house, and how sure its words are of being one. */
export interface Street {
  readonly start: number;
  readonly end: number;
  /** `sure`: a street by its words. `perhaps`: words of other meaning too (`2 Google Drive`, `via API 3`). */
  readonly by: 'sure' | 'perhaps' | 'number';
}

/** How far before its type a street can begin. */
const reach = 90;

/** What the pattern, which ends in `$`, finds right before the place. */
export function before(text: string, place: number, pattern: RegExp): number | undefined {
  const from = Math.max(0, place - reach);
  const found = text.slice(from, place).search(pattern);
  return found < 0 ? undefined : from + found;
}

/** Where the pattern, which is sticky, ends when it begins at the place. */
export function after(text: string, place: number, pattern: RegExp): number | undefined {
  pattern.lastIndex = place;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
