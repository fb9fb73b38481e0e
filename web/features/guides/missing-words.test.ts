import { expect, test } from 'vitest';
import { missingSentence } from '../../../lib/contracts/guides/missing.ts';
import { mergePictures } from '../../../lib/domain/guides/merge-pictures.ts';
import { draftStep, guideDraft } from '../../../test/fakes/guide-draft.ts';
import { missingInShort } from './missing-words.ts';

/** The sentences as the workflow writes them, for steps that got no picture. */
function sentences(...reasons: (string | undefined)[]): readonly string[] {
  const steps = reasons.map((_, index) => draftStep(index));
  const results = steps.map(({ screenshot }, index) => ({
    screenshotId: screenshot?.id ?? '',
    pictures: [],
    reason: reasons[index],
  }));
  return mergePictures(guideDraft({ steps }), results).missing;
}

test.each([
  [1, 0, 'No picture in step 1.'],
  [3, 0, 'No pictures in steps 1, 2, and 3.'],
  [7, 0, 'No pictures in steps 1, 2, 3, 4, 5, and 2 more.'],
  [25, 0, 'No pictures in steps 1, 2, 3, 4, 5, and 20 more.'],
  [0, 1, 'A part of the recording is missing.'],
  [2, 2, 'No pictures in steps 1 and 2. 2 parts of the recording are missing.'],
])('%d lost pictures and %d lost parts are said in a few words', (pictures, parts, words) => {
  const lost = sentences(...Array.from({ length: pictures }, () => 'damaged'));
  const absent = Array.from({ length: parts }, (_, part) => `Part ${part} of the recording never arrived.`);
  expect(missingInShort([...lost, ...absent])).toBe(words);
});

test('parts that were only counted are counted on', () => {
  const sentences = ['Part 1 of the recording never arrived.', '4 more parts are missing.'];
  expect(missingInShort(sentences)).toBe('5 parts of the recording are missing.');
});

test('pictures that nobody looked through are there, and not said to be missing', () => {
  expect(missingInShort([missingSentence({ kind: 'unread', steps: [2, 7], more: 0 })])).toBe(
    'Pictures of steps 2 and 7 were not looked through for sensitive text.',
  );
});

test('one such picture is named alone, and many are counted', () => {
  expect(missingInShort([missingSentence({ kind: 'unread', steps: [3], more: 0 })])).toBe(
    'The picture of step 3 was not looked through for sensitive text.',
  );
  expect(missingInShort([missingSentence({ kind: 'unread', steps: [1, 2, 3, 4, 5, 6], more: 10 })])).toBe(
    'Pictures of steps 1, 2, 3, 4, 5, and 11 more were not looked through for sensitive text.',
  );
});

test('texts that only rules looked through are no missing part', () => {
  expect(missingInShort([missingSentence({ kind: 'rules-alone' })])).toBe(
    'Texts were looked through for what is sensitive by rules alone.',
  );
});

test('details that were left out are no missing part', () => {
  expect(missingInShort([missingSentence({ kind: 'details', steps: 7 })])).toBe(
    'Details of steps were left out.',
  );
});
