/** Text and the names of places, in turn. */
const split = new Map<string, readonly string[]>();

/** Puts the values into a sentence's places. Values are not searched for places themselves. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  const parts = split.get(sentence) ?? splitOnce(sentence);
  let filled = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2)
    filled += (values[parts[at] ?? ''] ?? '') + (parts[at + 1] ?? '');
  return filled;
}

/** The sentences are those of the tables, so that this holds no more than they do. */
function splitOnce(sentence: string): readonly string[] {
  const parts = sentence.split(/[{}]/);
  split.set(sentence, parts);
  return parts;
}
