/** Characters of all texts in a JSON value, and one for everything else: what it roughly takes to store it. */
export function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let length = 1;
  for (const [key, part] of Object.entries(value)) length += key.length + textLength(part);
  return length;
}
