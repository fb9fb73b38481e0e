import { expect, test } from 'vitest';
import { type Missing, missingSentence, readMissing } from './missing.ts';

test.each<[Missing, string]>([
  [{ kind: 'picture', step: 3 }, 'Step 3 has no picture.'],
  [
    { kind: 'picture', step: 12, reason: 'it is not a WebP, PNG or JPEG picture' },
    'Step 12 has no picture: it is not a WebP, PNG or JPEG picture.',
  ],
  [{ kind: 'more-pictures', count: 480 }, '480 more steps have no picture.'],
  [{ kind: 'more-parts', count: 4 }, '4 more parts are missing.'],
  [
    { kind: 'unread', steps: [4], more: 0 },
    'The picture of step 4 was not looked through for sensitive text: only what the page marked is covered.',
  ],
  [
    { kind: 'unread', steps: [1, 12], more: 0 },
    'The pictures of steps 1 and 12 were not looked through for sensitive text: only what the page marked is covered.',
  ],
  [
    { kind: 'unread', steps: [1, 2, 12], more: 0 },
    'The pictures of steps 1, 2, and 12 were not looked through for sensitive text: only what the page marked is covered.',
  ],
  [
    { kind: 'unread', steps: [1, 2], more: 30 },
    'The pictures of steps 1, 2, and 30 more were not looked through for sensitive text: only what the page marked is covered.',
  ],
  [
    { kind: 'unread', steps: [7], more: 1 },
    'The pictures of steps 7 and 1 more were not looked through for sensitive text: only what the page marked is covered.',
  ],
  [{ kind: 'rules-alone' }, 'The texts were looked through for what is sensitive by rules alone.'],
  [{ kind: 'details', steps: 1 }, 'Details of 1 step were left out: the guide would have been too large.'],
  [{ kind: 'details', steps: 20 }, 'Details of 20 steps were left out: the guide would have been too large.'],
])('%j is written as a sentence, and read from it', (missing, sentence) => {
  expect(missingSentence(missing)).toBe(sentence);
  expect(readMissing(sentence)).toEqual(missing);
});

test.each([
  'Part 3 of the recording never arrived.',
  'The recording went on after its first 500 steps, which are all that a guide takes.',
  '',
])('“%s” is passed on as it is', (sentence) => {
  expect(readMissing(sentence)).toBeUndefined();
});
