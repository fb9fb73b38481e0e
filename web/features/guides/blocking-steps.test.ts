import { expect, test } from 'vitest';
import { mergePictures } from '../../../lib/domain/guides/merge-pictures.ts';
import { draftStep, guideDraft } from '../../../test/fakes/guide-draft.ts';
import { blockingSteps } from './blocking-steps.ts';

test('the steps for whose pictures a guide waits are told from those that lost theirs', () => {
  const steps = [0, 1, 2].map((index) => draftStep(index));
  const [first, second, third] = steps.map(({ screenshot }) => ({
    screenshotId: screenshot?.id ?? '',
    pictures: [],
  }));
  const { missing } = mergePictures(guideDraft({ steps, missing: ['Part 1 never arrived.'] }), [
    { ...first, screenshotId: first?.screenshotId ?? '', pictures: [], reason: 'undecodable' },
    {
      ...second,
      screenshotId: second?.screenshotId ?? '',
      pictures: [],
      reason: 'sensitive-left',
      kinds: ['card', 'email'],
    },
    { ...third, screenshotId: third?.screenshotId ?? '', pictures: [], reason: 'not-read' },
  ]);
  expect(blockingSteps(missing)).toEqual([
    {
      step: 2,
      sentence:
        'Step 2 has no picture: it shows a card number and an e-mail address that could not be covered.',
    },
    {
      step: 3,
      sentence: 'Step 3 has no picture: it could not be looked through for what is sensitive.',
    },
  ]);
});
