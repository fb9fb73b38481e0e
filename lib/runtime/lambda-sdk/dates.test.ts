import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dateToUtcString,
  parseEpochTimestamp,
  parseRfc3339DateTimeWithOffset,
  parseRfc7231DateTime,
} from './dates.ts';

const moments = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('9999-12-30T23:59:59.999Z'),
  noInvalidDate: true,
});

test('a moment is read from each of the forms that services send it in', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      const text = moment.toISOString();
      expect(parseRfc3339DateTimeWithOffset(text)).toEqual(moment);
      const later = new Date(moment.getTime() + 5.5 * 3_600_000).toISOString();
      expect(parseRfc3339DateTimeWithOffset(later.replace('Z', '+05:30'))).toEqual(moment);
      const seconds = moment.getTime() / 1_000;
      expect(parseEpochTimestamp(seconds)).toEqual(moment);
      expect(parseEpochTimestamp(String(seconds))).toEqual(moment);
      expect(parseRfc7231DateTime(dateToUtcString(moment))).toEqual(new Date(Math.floor(seconds) * 1_000));
    }),
  );
  expect(dateToUtcString(new Date(784_111_777_000))).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
});

test('what is no date is refused, and what is absent stays absent', () => {
  for (const read of [parseRfc3339DateTimeWithOffset, parseRfc7231DateTime, parseEpochTimestamp]) {
    expect(() => read('yesterday')).toThrow(TypeError);
    expect(read(null)).toBeUndefined();
    expect(read(undefined)).toBeUndefined();
  }
});
