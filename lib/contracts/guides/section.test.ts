import { expect, test } from 'vitest';
import { inSections } from './section.ts';

const steps = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const told = (parts: ReturnType<typeof inSections>) =>
  parts.map(({ title, steps: part, from }) => [title, part.map(({ id }) => id).join(''), from]);

test('steps stand in their parts, each of which knows how many there were before', () => {
  const sections = [
    { title: 'One', firstStep: 'a' },
    { title: 'Two', firstStep: 'c' },
  ];
  expect(told(inSections(steps, sections))).toEqual([
    ['One', 'ab', 0],
    ['Two', 'cd', 2],
  ]);
});

test('what stands before the first part has no title, and a guide without parts is one', () => {
  expect(told(inSections(steps, [{ title: 'Two', firstStep: 'b' }]))).toEqual([
    [undefined, 'a', 0],
    ['Two', 'bcd', 1],
  ]);
  expect(told(inSections(steps))).toEqual([[undefined, 'abcd', 0]]);
  expect(inSections([], [{ title: 'Two', firstStep: 'b' }])).toEqual([]);
});
