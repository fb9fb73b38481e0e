import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action, ActionTarget } from '../../../contracts/capture/action.ts';
import { type HiddenKind, standardRules } from '../../../contracts/redaction/policy.ts';
import { compilePolicy } from '../policy/compile-policy.ts';
import { re2Engine } from '../policy/re2-engine.ts';
import { type HiddenPlace, hideInAction } from './hide-in-action.ts';
import { hiderOf } from './hider.ts';

const { find } = compilePolicy(standardRules, re2Engine);
/** As one who knows nothing of earlier actions. */
const hide = (action: Pick<Action, 'page' | 'frameUrl' | 'target' | 'detail'>) => {
  const found: { place: HiddenPlace; kind: HiddenKind }[] = [];
  const hidden = hideInAction(action, hiderOf(find), (place, kind) => found.push({ place, kind }));
  return { action: hidden, found };
};

const target: ActionTarget = {
  role: 'button',
  name: 'Delete',
  nameSource: 'content',
  tag: 'button',
  surroundings: [],
  selectors: [['#delete']],
};
const page = { url: 'https://crm.example/customers', title: 'Customers' };
const typed = (value: string, name: string) =>
  hide({
    page,
    target: { ...target, role: 'textbox', name, tag: 'input' },
    detail: { kind: 'input', field: { value, masked: false, length: value.length } },
  });

test('what is sensitive of a value is named: alone by words, within others in brackets', () => {
  expect(typed('jo@example.com', 'E-mail').action.detail).toMatchObject({
    field: { value: 'an e-mail address' },
  });
  expect(typed('Call jo@example.com today', 'Task').action.detail).toMatchObject({
    field: { value: 'Call [an e-mail address] today' },
  });
  expect(typed('Coffee', 'Task').action.detail).toMatchObject({ field: { value: 'Coffee' } });
});

test('the field’s name tells what a value is', () => {
  expect(typed('12/03/1980', 'Date of birth').found).toEqual([{ place: 'given', kind: 'date-of-birth' }]);
  expect(typed('12/03/1980', 'Delivery date').found).toEqual([]);
});

test('names that are told apart by somebody are by words for that, and selectors that say who go', () => {
  const { action, found } = hide({
    page,
    target: {
      ...target,
      surroundings: [
        { role: 'row', name: 'jo@example.com' },
        { role: 'heading', name: 'Customers' },
      ],
      selectors: [['aria/Delete jo@example.com'], ['#delete']],
    },
    detail: { kind: 'click', button: 'primary', modifiers: [] },
  });
  expect(action.target?.surroundings).toEqual([
    { role: 'row', name: 'an e-mail address' },
    { role: 'heading', name: 'Customers' },
  ]);
  expect(action.target?.selectors).toEqual([['#delete']]);
  expect(new Set(found.map(({ place }) => place))).toEqual(new Set(['page']));
});

test('nothing is changed of an action that has nothing sensitive', () => {
  const action: Parameters<typeof hide>[0] = {
    page,
    frameUrl: 'https://crm.example/frame?view=list#top',
    target: {
      ...target,
      text: 'Delete',
      placeholder: 'Search',
      surroundings: [{ role: 'row', name: 'Tea' }],
    },
    detail: { kind: 'drag', onto: target, from: { x: 1, y: 1 }, to: { x: 2, y: 2 } },
  };
  expect(hide(action)).toEqual({ action, found: [] });
});

test.each([
  ['jo@example.com.pdf', '[an e-mail address].pdf'],
  ['Card 4111 1111 1111 1111.png', 'Card [a card number].png'],
  ['jo@example.com', 'an e-mail address'],
  ['Weekly report.pdf', 'Weekly report.pdf'],
])('the file “%s” reads “%s”', (name, shown) => {
  const { action } = hide({ page, detail: { kind: 'choose-file', fileNames: [name] } });
  expect(action.detail).toEqual({ kind: 'choose-file', fileNames: [shown] });
  expect(hide(action)).toEqual({ action, found: [] });
});

test('an example of what to type is no name of the field, before it is hidden and after', () => {
  const field: ActionTarget = {
    ...target,
    role: 'textbox',
    name: 'jo@example.com',
    nameSource: 'placeholder',
    placeholder: 'jo@example.com',
    surroundings: [{ role: 'label', name: 'Full name' }],
  };
  const { action } = hide({
    page,
    target: field,
    detail: { kind: 'input', field: { value: 'Xanthe Orrin', masked: false, length: 12 } },
  });
  expect(action.detail).toMatchObject({ field: { value: 'a person’s name' } });
  expect(action.target).toMatchObject({ name: '', nameSource: 'none' });
  expect(hide(action)).toEqual({ action, found: [] });
});

test('in a column of names an example of what to type is an example, and heads nothing, the second time as well', () => {
  const cell: ActionTarget = {
    ...target,
    role: 'cell',
    name: 'Xanthe Orrin',
    nameSource: 'placeholder',
    placeholder: 'Xanthe Orrin',
    surroundings: [{ role: 'columnheader', name: 'Name' }],
  };
  const { action } = hide({
    page,
    target: cell,
    detail: { kind: 'select', options: ['Weekly report 12/03/1980', 'Tea'], masked: false },
  });
  expect(action.target).not.toHaveProperty('placeholder');
  expect(hide(action)).toEqual({ action, found: [] });
});

test('an example is one when only the field’s name gives it away, before it is hidden and after', () => {
  const field: ActionTarget = {
    ...target,
    role: 'textbox',
    name: 'Ingrid Lindqvist',
    nameSource: 'placeholder',
    placeholder: 'Ingrid',
    surroundings: [{ role: 'columnheader', name: 'Assignee' }],
  };
  const { action } = hide({
    page,
    target: field,
    detail: { kind: 'select', options: ['Xanthe'], masked: false },
  });
  expect(action.detail).toMatchObject({ options: ['a person’s name'] });
  expect(hide(action)).toEqual({ action, found: [] });
});

test('the last of a field’s names may tell that the first is an example', () => {
  const field: ActionTarget = {
    ...target,
    role: 'textbox',
    name: 'Message Ingrid',
    nameSource: 'placeholder',
    surroundings: [
      { role: 'row', name: 'Ingrid Lindqvist' },
      { role: 'label', name: 'First name' },
    ],
  };
  const { action } = hide({
    page,
    target: field,
    detail: { kind: 'select', options: ['Tea'], masked: false },
  });
  expect(hide(action)).toEqual({ action, found: [] });
});

test('what is hidden of a field’s name says nothing of what it holds, the first time as well', () => {
  const cell: ActionTarget = {
    ...target,
    role: 'cell',
    name: 'IdNr 65929970489 hinterlegt',
    nameSource: 'label',
    surroundings: [{ role: 'columnheader', name: 'First name' }],
  };
  const { action } = hide({
    page,
    target: cell,
    detail: { kind: 'select', options: ['発信元 03-5555-0123 着信'], masked: false },
  });
  expect(action.detail).toMatchObject({ options: ['発信元 [a phone number] 着信'] });
  expect(hide(action)).toEqual({ action, found: [] });
});

test('phrases make nothing longer than it may be, and none of them is cut in two', () => {
  const name = `${'word '.repeat(97)}(jo@x.io)`;
  const { action } = hide({ page, target: { ...target, name }, detail: { kind: 'hover' } });
  expect(action.target?.name).toBe(`${'word '.repeat(97)}(`);
  expect(hide(action)).toEqual({ action, found: [] });
});

const seeds = ['jo.smith@example.com', '4111 1111 1111 1111', '+44 20 7946 0958', 'GB33BUKB20201555555555'];

test('wherever something sensitive stands in an action, it is not in what is kept of it', () => {
  const seeded = fc.record({
    seed: fc.constantFrom(...seeds),
    before: fc.constantFrom('', 'Open ', 'Reply to '),
    after: fc.constantFrom('', ' now', ', please'),
  });
  fc.assert(
    fc.property(seeded, ({ seed, before, after }) => {
      const text = `${before}${seed}${after}`;
      const about: ActionTarget = {
        ...target,
        name: text,
        text,
        placeholder: text,
        surroundings: [{ role: 'row', name: text }],
        selectors: [[text]],
      };
      const places: Action['detail'][] = [
        { kind: 'input', field: { value: text, masked: false, length: text.length } },
        { kind: 'select', options: [text, 'Tea'], masked: false },
        { kind: 'choose-file', fileNames: [`${text}.pdf`] },
        { kind: 'note', stepId: 'stp_1', note: text },
        { kind: 'drag', onto: about, from: { x: 1, y: 1 }, to: { x: 2, y: 2 } },
        { kind: 'scroll', toward: 'down', revealed: { role: 'heading', name: text } },
      ];
      const address = `https://crm.example/u/${encodeURIComponent(seed)}?q=${encodeURIComponent(text)}#/${encodeURIComponent(seed)}`;
      for (const detail of places) {
        const given = { page: { url: address, title: text }, frameUrl: address, target: about, detail };
        expect(JSON.stringify(given)).toContain(seed);
        const { action, found } = hide(given);
        const kept = decodeURIComponent(JSON.stringify(action)).replace(/\s/g, '');
        expect(kept).not.toContain(seed.replace(/\s/g, ''));
        expect(found.length).toBeGreaterThan(0);
        // What was hidden once stays as it is.
        expect(hide(action)).toEqual({ action, found: [] });
      }
    }),
    { numRuns: 48 },
  );
});

test('what a row is called is judged by the column of the cell that says so', () => {
  const inRow = (label?: string): ActionTarget => ({
    ...target,
    surroundings: [{ role: 'row', name: 'Grace Hill', ...(label && { label }) }],
  });
  const named = (label?: string) =>
    hide({ page, target: inRow(label), detail: { kind: 'click', button: 'primary', modifiers: [] } }).action
      .target?.surroundings;
  expect(named('Customer')).toEqual([{ role: 'row', name: 'a person’s name', label: 'Customer' }]);
  // Two words that each are ordinary: a park may be called so.
  expect(named('Place')).toEqual([{ role: 'row', name: 'Grace Hill', label: 'Place' }]);
  expect(named()).toEqual([{ role: 'row', name: 'Grace Hill' }]);
});
