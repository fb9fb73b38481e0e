import { expect, test } from 'vitest';
import { draftStep, guideDraft } from '../../../../test/fakes/guide-draft.ts';
import { lineAt } from '../../../../test/fakes/read-words.ts';
import type { DraftStep } from '../../../contracts/guides/draft.ts';
import { privateFields, typedInto } from './private-field.ts';

const box = { x: 40, y: 100, width: 200, height: 30 };
const target = {
  role: 'textbox',
  tag: 'input',
  name: 'Send it to',
  nameSource: 'label' as const,
  placeholder: 'Anybody you like …',
  surroundings: [],
  selectors: [['#to']],
};

const shown = (changes: Partial<DraftStep> = {}): DraftStep => {
  const { screenshot, ...step } = draftStep(0);
  if (!screenshot) throw new Error('The step has no picture');
  return { ...step, kind: 'type', target, screenshot: { ...screenshot, scale: 1, target: box }, ...changes };
};
const typed = (text: string): DraftStep => shown({ value: { text, masked: false } });

function covered(step: DraftStep, line: string, others: readonly DraftStep[] = []): string[] {
  const fields = privateFields(guideDraft({ steps: [step, ...others] }), [step]);
  const words = lineAt(50, 106, line);
  const boxes = typedInto(fields, words).map((one) => one.box);
  return words.filter((word) => boxes.includes(word.box)).map(({ text }) => text);
}

test('the beginning of a value is covered in its field, whatever it is, once the value is hidden', () => {
  expect(covered(typed('an e-mail address'), 'mi')).toEqual(['mi']);
  expect(covered(typed('Ask [a person’s name] for it'), 'Ask Mir')).toEqual(['Ask', 'Mir']);
  expect(covered(shown({ value: { masked: true } }), '4929 64')).toEqual(['4929', '64']);
});

test('control: where the value is shown, so is its beginning', () => {
  expect(covered(typed('Kettle'), 'Ket')).toEqual([]);
  expect(covered(shown(), 'Ket')).toEqual([]);
});

test('what stands beside the field, or in it while it is empty, stays', () => {
  const long = 'mira Mustermann-Weizenbaum and further on';
  expect(covered(typed('an e-mail address'), long)).toEqual(['mira', 'Mustermann-Weizenbaum']);
  expect(covered(typed('an e-mail address'), 'Anybody you like')).toEqual([]);
  expect(covered(typed('an e-mail address'), 'Send it to')).toEqual([]);
});

test.each(['Maria', 'Mar', 'Rossi'])('a part of what the empty field says is typed: “%s”', (text) => {
  const step = { ...typed('a person’s name'), target: { ...target, placeholder: 'Maria Rossi' } };
  expect(covered(step, text)).toEqual([text]);
  expect(covered(step, 'Maria Rossi')).toEqual([]);
});

test('an empty field that has no room for all that it says stays', () => {
  expect(covered(typed('an e-mail address'), 'Anybody you l')).toEqual(['Anybody', 'you', 'l']);
  expect(covered(typed('an e-mail address'), 'Anybody you lik')).toEqual([]);
});

test('the corners of an empty field and its cursor are no letters, whatever a reader takes them for', () => {
  const step = typed('an e-mail address');
  const fields = privateFields(guideDraft({ steps: [step] }), [step]);
  const guessed = lineAt(50, 106, 'o—— 1').map((word) => ({ ...word, confidence: 0.62 }));
  expect(typedInto(fields, guessed)).toEqual([]);
  expect(typedInto(fields, lineAt(50, 106, '( l )'))).toEqual([]);
});

test('a picture of another step on the same field counts as well', () => {
  expect(covered(shown({ kind: 'click' }), 'mir', [typed('a person’s name')])).toEqual(['mir']);
  const elsewhere = { ...typed('a person’s name'), target: { ...target, selectors: [['#cc']] } };
  expect(covered(shown({ kind: 'click' }), 'mir', [elsewhere])).toEqual([]);
});
