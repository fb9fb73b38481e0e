/**
 * Dates of JSON protocols. Node reads and writes RFC 3339 and RFC 7231 itself; what the SDK brings for it are five
 * regular expressions and the calendar. Absent values stay absent, what is no date is a TypeError.
 */
export const parseRfc3339DateTime = (value: unknown) => parseText(value, 'RFC-3339');
export const parseRfc3339DateTimeWithOffset = (value: unknown) => parseText(value, 'RFC-3339');
export const parseRfc7231DateTime = (value: unknown) => parseText(value, 'RFC-7231');

/** Seconds since 1970, with a fraction for milliseconds. */
export function parseEpochTimestamp(value: unknown): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const date = new Date(Math.round(Number(value) * 1_000));
  if (Number.isNaN(date.getTime())) throw new TypeError('Invalid epoch timestamp');
  return date;
}

export const dateToUtcString = (date: Date) => date.toUTCString();

function parseText(value: unknown, format: string): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const date = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new TypeError(`Invalid ${format} date-time value`);
  return date;
}
