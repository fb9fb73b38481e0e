import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guideDraft } from '../../../../test/fakes/guide-draft.ts';
import { policiesWith } from '../../../../test/fakes/policies.ts';
import type { Action, ActionTarget } from '../../../contracts/capture/action.ts';
import { applyChanges, assembleSteps, initialComposeState } from '../../compose/assemble-steps.ts';
import { hideInAction } from './hide-in-action.ts';
import { hideInDraft } from './hide-in-draft.ts';
import { hiderOf } from './hider.ts';
import { isPhrase } from './phrases.ts';

/* The extension hides before it keeps an action, the server before it composes it and before a guide is read. */

const everyday = JSON.parse(readFileSync('test/fixtures/pii/everyday.json', 'utf8')) as { text: string }[];
const { find } = await policiesWith().read('tnt_1');

const field = (name: string, changes: Partial<ActionTarget> = {}): ActionTarget => ({
  role: 'textbox',
  name,
  nameSource: 'label',
  tag: 'input',
  surroundings: [],
  selectors: [['#field']],
  ...changes,
});
const input = (value: string): Action['detail'] => ({
  kind: 'input',
  field: { value, masked: false, length: value.length },
});
const actionOf = (index: number, detail: Action['detail'], target: ActionTarget): Action => ({
  index,
  at: 1_700_000_000_000 + index * 1_000,
  page: { url: 'https://crm.example/customers', title: 'Customers' },
  tab: 1,
  target,
  detail,
});
const inExtension = (actions: readonly Action[]) => {
  const hider = hiderOf(find);
  return actions.map((action) => hideInAction(action, hider));
};
const onServer = inExtension;
const composed = (actions: readonly Action[]) => {
  const { steps } = draftOf(actions);
  return steps.map(({ title }) => title);
};
function draftOf(actions: readonly Action[]) {
  const result = assembleSteps(initialComposeState, actions);
  const steps = applyChanges([], result).map(({ thumbnail: _, ...step }) => ({ ...step, image: null }));
  return hideInDraft(guideDraft({ steps }), hiderOf(find));
}

const text = fc.oneof(
  fc.constantFrom(...everyday.map((one) => one.text.slice(0, 400))),
  fc.constantFrom('Weekly report', 'Xanthe Orrin', '12345678', '7946095', '12/03/1980', ''),
);
const label = fc.constantFrom('Name', 'Customer', 'E-mail', 'Phone', 'Date of birth', 'Note', 'jo@x.io', '');
const target = fc
  .record({
    name: fc.oneof(label, text),
    nameSource: fc.constantFrom(
      'label' as const,
      'placeholder' as const,
      'content' as const,
      'none' as const,
    ),
    role: fc.constantFrom('textbox', 'cell', 'link'),
    placeholder: fc.oneof(label, text),
    around: fc.array(
      fc.record(
        {
          role: fc.constantFrom('label', 'columnheader', 'row'),
          name: fc.oneof(label, text),
          label: fc.oneof(label, text),
        },
        { requiredKeys: ['role', 'name'] },
      ),
      { maxLength: 3 },
    ),
    selector: text,
  })
  .map(({ name, nameSource, role, placeholder, around, selector }) =>
    field(name, {
      nameSource,
      role,
      placeholder,
      surroundings: around,
      selectors: [[`aria/${selector}`], ['#field']],
    }),
  );
const detail = fc.oneof(
  text.map(input),
  text.map((option): Action['detail'] => ({ kind: 'select', options: [option, 'Tea'], masked: false })),
  text.map((name): Action['detail'] => ({ kind: 'choose-file', fileNames: [`${name.slice(0, 90)}.pdf`] })),
  text.map((note): Action['detail'] => ({ kind: 'note', stepId: 'stp_0', note })),
  fc.constant<Action['detail']>({ kind: 'click', button: 'primary', modifiers: [] }),
);
const address = fc
  .record({ path: fc.array(text, { maxLength: 3 }), name: label, query: text, fragment: text })
  .map(
    ({ path, name, query, fragment }) =>
      `https://crm.example/${path.map(encodeURIComponent).join('/')}?${encodeURIComponent(name)}=${encodeURIComponent(query)}#/${encodeURIComponent(fragment)}`,
  );
const action = fc
  .record({ detail, target, address, title: text })
  .map(({ address: url, title, detail: what, target: of }) => ({
    ...actionOf(0, what, of),
    page: { url: url.slice(0, 2_000), title },
    frameUrl: url.slice(0, 2_000),
  }));

test('what the extension hid is as the server would have it: hiding again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 3 }), (actions) => {
      const kept = inExtension(actions);
      expect(onServer(kept)).toEqual(kept);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['jo@x.io', 'E-mail', 'Fill in **E-mail**'],
  ['jo@x.io', 'Contact', 'Type an e-mail address in **Contact**'],
  ['jo@x.io', 'IP address', 'Type an e-mail address in **IP address**'],
  ['Xanthe Orrin', 'Full name', 'Fill in **Full name**'],
  ['Mail jo@x.io', 'Note', 'Type “Mail [an e-mail address]” in **Note**'],
])('“%s” typed in “%s” reads: %s', (value, name, title) => {
  expect(composed(onServer(inExtension([actionOf(0, input(value), field(name))])))).toEqual([title]);
});

test('of chosen files, options and links no phrase is quoted or marked as if it stood on the page', () => {
  const link = field('jo@x.io', { role: 'link', tag: 'a', nameSource: 'content' });
  const titles = composed(
    onServer(
      inExtension([
        actionOf(0, { kind: 'choose-file', fileNames: ['jo@example.com.pdf'] }, field('Attachment')),
        actionOf(1, { kind: 'select', options: ['jo@x.io'], masked: false }, field('Recipient')),
        actionOf(2, { kind: 'click', button: 'primary', modifiers: [] }, link),
      ]),
    ),
  );
  expect(titles).toHaveLength(3);
  expect(titles.join('\n')).not.toMatch(/jo@/);
  for (const title of titles)
    for (const [, marked = ''] of title.matchAll(/(?:\*\*|“)(.+?)(?:\*\*|”)/g))
      expect(isPhrase(marked)).toBe(false);
  expect(titles.slice(1).every((title) => title.includes('the e-mail address'))).toBe(true);
});
