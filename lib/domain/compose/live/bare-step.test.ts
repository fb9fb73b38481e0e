import { expect, test } from 'vitest';
import { draftStep } from '../../../../test/fakes/guide-draft.ts';
import { type Alphabet, alphabets, largestAction } from '../../../../test/fixtures/largest-action.ts';
import { largestSteps } from '../../../../test/fixtures/largest-steps.ts';
import { toProgressItem, toStepItem } from '../../../adapters/compose/live-items.ts';
import { textLength } from '../../../adapters/compose/text-length.ts';
import { action } from '../../../contracts/capture/action.ts';
import { recordingLimits } from '../../../contracts/capture/limits.ts';
import { type Step, step as stepSchema } from '../../../contracts/compose/step.ts';
import { titleParts } from '../../../contracts/compose/title.ts';
import { assembleSteps, initialComposeState } from '../assemble-steps.ts';
import { initialProgress } from './apply-entries.ts';
import { answerBytes, bare, withinAnswer } from './bare-step.ts';
import { stepMessages } from './push-preview.ts';

const itemBytes = 400 * 1024;
/** Of a function's answer, which API Gateway gets as JSON with the body as a text in it. */
const lambdaAnswer = 6 * 1024 * 1024;
const names = Object.keys(alphabets) as Alphabet[];

test.each(names)('the largest action of %s is one that the composer takes, barely', (alphabet) => {
  const largest = largestAction(1, alphabet);
  expect(action.safeParse(largest).success).toBe(true);
  expect(textLength(largest)).toBeLessThanOrEqual(recordingLimits.actionLength);
  expect(textLength(largest)).toBeGreaterThan(0.9 * recordingLimits.actionLength);
});

test.each(names)('items of the live table hold the largest steps and progress of %s', (alphabet) => {
  const actions = [0, 1, 2, 3].map((index) => largestAction(index, alphabet));
  const { state, changed } = assembleSteps(initialComposeState, actions);
  expect(state.open).toHaveLength(3);
  for (const step of changed) {
    const item = toStepItem({ id: step.id, revision: 1, step });
    expect(Buffer.byteLength(item.step ?? '')).toBeLessThan(itemBytes / 2);
    expect(stepSchema.safeParse(JSON.parse(item.step ?? '')).success).toBe(true);
  }
  const full = { ...state, awaiting: largestAction(4, alphabet), hovered: largestAction(5, alphabet) };
  const { progress } = toProgressItem({ ...initialProgress, composedSequence: 1, state: full });
  expect(progress.length).toBeLessThan(itemBytes - 1_024);
});

/** As they come out of the live table. */
function stored(step: Step): Step {
  return stepSchema.parse(JSON.parse(toStepItem({ id: step.id, revision: 1, step }).step ?? ''));
}

test.each(names)(
  'a recording of 500 of the largest steps of %s can be read, and each is in it',
  (alphabet) => {
    const [step] = largestSteps(1, alphabet);
    const { screenshot: _screenshot, ...smaller } = step ?? draftStep(0);
    for (const one of [step, smaller].flatMap((some) => (some ? [stored(some)] : []))) {
      const steps = Array.from({ length: recordingLimits.stepsPerRecording }, (_, index) => ({
        ...one,
        id: `stp_${index}`,
      }));
      const shown = withinAnswer(steps);
      expect(shown.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
      expect(answerBytes(shown)).toBeLessThan(lambdaAnswer - 100_000);
      expect(stepSchema.safeParse(shown[0]).success).toBe(true);
    }
  },
);

test.each(names)('every change of them fits a preview message: %s', (alphabet) => {
  const [step] = largestSteps(1, alphabet);
  for (const message of stepMessages('rec_1', 1, [{ id: 'stp_0', revision: 1, ...(step && { step }) }]))
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(32 * 1024);
});

test('ordinary recordings are given out as they are', () => {
  const steps = Array.from({ length: 300 }, (_, index): Step => {
    const { image: _image, ...step } = draftStep(index);
    return { ...step, thumbnail: 'A'.repeat(8_000) };
  });
  expect(withinAnswer(steps)).toEqual(steps);
});

test('where pictures alone are too much, the newest steps keep theirs and none loses a word', () => {
  const steps = Array.from({ length: 500 }, (_, index): Step => {
    const { image: _image, ...step } = draftStep(index);
    return { ...step, thumbnail: 'A'.repeat(16_388) };
  });
  const shown = withinAnswer(steps);
  expect(shown.at(-1)?.thumbnail).toBeDefined();
  expect(shown[0]).toEqual({ ...steps[0], thumbnail: undefined });
  expect(shown.every(({ target }) => target?.selectors.length === 2)).toBe(true);
  expect(answerBytes(shown)).toBeLessThan(lambdaAnswer - 100_000);
});

test('of a bare step a person still sees what to do where', () => {
  const { image: _image, ...step } = draftStep(7);
  expect(bare(step)).toMatchObject({ id: 'stp_7', title: step.title, page: step.page, kind: 'click' });
});

test('a title that is cut within its marks keeps them, and no key that was held is lost', () => {
  const { image: _image, ...step } = draftStep(7);
  const held = bare({
    ...step,
    title: `Click the link **${'a'.repeat(150)}**`,
    modifiers: ['Alt', 'Control', 'Shift'],
  } satisfies Step);
  expect(titleParts(held.title).map(({ strong }) => strong)).toEqual([false, true]);
  expect(held.modifiers).toHaveLength(3);
});
