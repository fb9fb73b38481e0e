/** Values of parsed JSON, judged by hand where a schema would be too slow; see exact-batch.ts. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length <= length;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isWhole(value: unknown, minimum: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= minimum;
}

export function isFlag(value: unknown): value is boolean {
  return value === true || value === false;
}

/** `length` at most, each item by `check`. */
export function isList(value: unknown, length: number, check: (item: unknown) => boolean): boolean {
  if (!Array.isArray(value) || value.length > length) return false;
  for (const item of value) if (!check(item)) return false;
  return true;
}

/** Has `known` properties and no other: what a schema would drop makes the difference. */
export function hasOnly(fields: Fields, known: number): boolean {
  let count = 0;
  for (const _ in fields) count += 1;
  return count === known;
}
