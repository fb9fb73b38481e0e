import { expect, test } from 'vitest';
import { titleParts, titleText } from './title.ts';

test('a title is read as runs of plain and strong text', () => {
  expect(titleParts('Select **Norway** from **Country**')).toEqual([
    { text: 'Select ', strong: false },
    { text: 'Norway', strong: true },
    { text: ' from ', strong: false },
    { text: 'Country', strong: true },
  ]);
});

test('its text is that without the marks', () => {
  expect(titleText('Click **Save** in the “A” row')).toBe('Click Save in the “A” row');
  expect(
    titleParts('Click **Save** in the “A” row')
      .map(({ text }) => text)
      .join(''),
  ).toBe('Click Save in the “A” row');
});

test('an unfinished mark is text', () => {
  expect(titleParts('2 ** 3')).toEqual([{ text: '2 ** 3', strong: false }]);
  expect(titleParts('')).toEqual([]);
});
