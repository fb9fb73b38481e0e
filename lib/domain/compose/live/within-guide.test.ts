import { describe, expect, test } from 'vitest';
import { draftStep } from '../../../../test/fakes/guide-draft.ts';
import { type Alphabet, alphabets } from '../../../../test/fixtures/largest-action.ts';
import { largestSteps } from '../../../../test/fixtures/largest-steps.ts';
import { recordingLimits } from '../../../contracts/capture/limits.ts';
import { type Step, step as stepSchema } from '../../../contracts/compose/step.ts';
import { titleText } from '../../../contracts/compose/title.ts';
import { answerBytes, spaced } from './bare-step.ts';
import { withinGuide } from './within-guide.ts';

const count = recordingLimits.stepsPerRecording;
const names = Object.keys(alphabets) as Alphabet[];
const plainStep = (index: number): Step => {
  const { image: _image, ...step } = draftStep(index);
  return step;
};

describe.each(names)('a guide of 500 of the largest steps of %s', (alphabet) => {
  const steps = largestSteps(count, alphabet);
  const { steps: kept, shortened } = withinGuide(steps);

  test('keeps each step and screenshot within its size', () => {
    expect(kept.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
    expect(kept.every(({ screenshot }, index) => screenshot === steps[index]?.screenshot)).toBe(true);
    const texts = kept.map(({ screenshot: _screenshot, thumbnail: _thumbnail, ...text }) => text);
    expect(answerBytes(texts)).toBeLessThan(3 * 1024 * 1024 + 2_000);
    expect(stepSchema.safeParse(kept[0]).success).toBe(true);
  });

  test('says of how many something was left out; titles are whole, addresses whole or absent', () => {
    expect(shortened).toBe(count);
    for (const [index, { title, page }] of kept.entries()) {
      expect(titleText(title)).toBe(titleText(spaced(steps[index]?.title ?? '')));
      expect(['', steps[index]?.page.url]).toContain(page.url);
    }
  });
});

test('ordinary recordings are published as they are', () => {
  const steps = Array.from({ length: 300 }, (_, index) => ({
    ...plainStep(index),
    thumbnail: 'A'.repeat(8_000),
  }));
  expect(withinGuide(steps)).toEqual({ steps, shortened: 0 });
});

test('where selectors are too much, the first choices stay; a guide with room keeps all of them', () => {
  const step = plainStep(0);
  const selectors = Array.from({ length: 12 }, (_, index) => [String(index).repeat(900)]);
  const steps = Array.from({ length: 500 }, (): Step => {
    const { target } = step;
    return { ...step, ...(target && { target: { ...target, selectors } }) };
  });
  expect(withinGuide(steps.slice(0, 200)).steps).toEqual(steps.slice(0, 200));
  const {
    steps: [kept],
    shortened,
  } = withinGuide(steps);
  expect(shortened).toBe(0);
  expect(kept).toMatchObject({ title: step.title, page: step.page });
  expect(kept?.target?.selectors).toEqual(selectors.slice(0, kept?.target?.selectors.length));
  expect(kept?.target?.selectors.length).toBeGreaterThan(3);
});

/** A step with as much of everything as letters make. */
function largeStep(more: Partial<Step>): Step {
  const step = plainStep(0);
  const surroundings = Array.from({ length: 12 }, () => ({ role: 'row', name: 'n'.repeat(500) }));
  const { target } = step;
  return {
    ...step,
    title: `Click **${'name '.repeat(24)}** in the table`,
    modifiers: ['Alt', 'Control', 'Shift'],
    frameUrl: `https://frame.example/${'f'.repeat(1_900)}`,
    page: { url: `https://shop.example/?q=${'u'.repeat(1_900)}`, title: 'Shop' },
    ...(target && { target: { ...target, surroundings, text: 't'.repeat(500) } }),
    ...more,
  };
}

test('what a person wrote, the address, the title and the keys held stay whole; what describes the target goes', () => {
  const step = largeStep({ note: 'Careful. '.repeat(200) });
  const { steps, shortened } = withinGuide(Array.from({ length: count }, () => step));
  expect(shortened).toBe(count);
  expect(steps[0]).toMatchObject({
    note: step.note,
    page: step.page,
    title: step.title,
    modifiers: step.modifiers,
  });
  expect(steps[0]).not.toHaveProperty('frameUrl');
});

test('small steps leave their room to large ones', () => {
  const small = Array.from({ length: 300 }, (_, index) => plainStep(index));
  const large = largeStep({ note: 'Careful. '.repeat(200) });
  const many = [...small, ...Array.from({ length: 200 }, () => large)];
  expect(withinGuide(many)).toEqual({ steps: many, shortened: 0 });
});

test('an address without room is left out whole, rather than one that leads elsewhere', () => {
  const { target: _target, ...step } = largeStep({ note: '日'.repeat(1_700) });
  const [kept] = withinGuide(Array.from({ length: count }, () => step)).steps;
  expect(kept).toMatchObject({ note: step.note, title: step.title, page: { url: '', title: 'Shop' } });
});

test('a note that has no room even alone is cut to it, and no further', () => {
  const { target: _target, ...step } = largeStep({ note: '"'.repeat(2_000) });
  const [kept] = withinGuide(Array.from({ length: count }, () => step)).steps;
  expect(kept?.note).toMatch(/^"+…$/);
  expect(kept?.note?.length).toBeGreaterThan(1_300);
});
