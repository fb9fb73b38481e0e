import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRecording } from '../../../../test/fixtures/traces/any-action.ts';
import { button, field, link, target, within } from '../../../../test/fixtures/traces/trace.ts';
import type { ActionTarget } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { titleParts, titleText } from '../../../contracts/compose/title.ts';
import { replay } from '../assemble-steps.ts';
import { titleStep } from './title-step.ts';

function step(kind: Step['kind'], on?: ActionTarget, more: Partial<Step> = {}): Step {
  return {
    id: 'stp_1',
    kind,
    title: '',
    page: { url: 'https://shop.example/', title: 'Shop' },
    tab: 1,
    at: 0,
    actions: { first: 1, last: 1 },
    ...(on && { target: on }),
    ...more,
  };
}
const click = (on: ActionTarget, more?: Partial<Step>) => step('click', on, more);
const typed = (on: ActionTarget, text: string) => step('type', on, { value: { text, masked: false } });
const secret = (name: string, sensitivity: 'password' | 'card' | 'one-time-code') =>
  step('type', field(name, { sensitivity }), { value: { masked: true } });
const icon = (css: string, surroundings: ActionTarget['surroundings'] = []) =>
  button('', { selectors: [[css]], surroundings });
const row = within(['row', 'Jane Doe jane@example.com Admin'], ['table', 'Users']);

describe('a title', () => {
  test.each<[string, Step, string]>([
    ['names what is clicked', click(button('Save')), 'Click **Save**'],
    [
      'says where when the name is common',
      click(button('Delete', { surroundings: row })),
      'Click **Delete** in the “Jane Doe” row',
    ],
    [
      'takes the nearest place that tells',
      click(button('Edit', { surroundings: within(['row', '12'], ['dialog', 'Prices'], ['main', '']) })),
      'Click **Edit** in the “Prices” dialog',
    ],
    [
      'prefers a thing to a landmark',
      click(button('Open', { surroundings: within(['navigation', 'Main'], ['heading', 'Reports']) })),
      'Click **Open** under “Reports”',
    ],
    [
      'takes a landmark when there is nothing else',
      click(button('More', { surroundings: within(['banner', '']) })),
      'Click **More** in the header',
    ],
    ['calls an icon by its meaning', click(icon('button.fa.fa-trash-alt')), 'Click the **Delete** icon'],
    [
      'says where an icon is',
      click(icon('svg.lucide-pencil', row)),
      'Click the **Edit** icon in the “Jane Doe” row',
    ],
    [
      'knows icon fonts that spell the icon',
      click(button('more_vert', { surroundings: row })),
      'Click the **More options** icon in the “Jane Doe” row',
    ],
    [
      'knows signs',
      click(button('×', { surroundings: within(['dialog', 'Edit user']) })),
      'Click the **Close** icon in the “Edit user” dialog',
    ],
    ['tells an arrow by where it leads', click(button('▼')), 'Click the **Down arrow** icon'],
    [
      'does not call by brackets what they stand for',
      click(button('[...]', { surroundings: row })),
      'Click the button in the “Jane Doe” row',
    ],
    [
      'takes the words of a test id',
      click(icon('[data-testid="export-report-btn"]')),
      'Click the **Export report** button',
    ],
    ['takes the words of an id', click(icon('#newInvoice')), 'Click the **New invoice** button'],
    [
      'does not take what a framework made up',
      click(icon('#ember1234', within(['label', 'Search']))),
      'Click the button beside “Search”',
    ],
    [
      'takes the address of a nameless link',
      click(link('', { selectors: [['a[href="/account/orders?page=2"]']] })),
      'Click the **Orders** link',
    ],
    [
      'calls an icon by its meaning, whatever its set calls it',
      click(button('Bars', { nameSource: 'icon' })),
      'Click the **Menu** icon',
    ],
    [
      'knows that a cross beside an entry removes it',
      click(button('×', { surroundings: within(['listitem', 'Buy beans']) })),
      'Click the **Remove** icon for “Buy beans”',
    ],
    [
      'does not take how a checkbox is drawn for its name',
      click(target('checkbox', { name: '✔', surroundings: within(['row', 'Rent']), checked: false })),
      'Check the checkbox in the “Rent” row',
    ],
    [
      'takes the words before a field for its label, before its placeholder',
      typed(field('Enter', { nameSource: 'placeholder', surroundings: within(['label', 'Remark']) }), 'Fine'),
      'Type “Fine” in **Remark**',
    ],
    [
      'calls a field in a table by its column',
      typed(field('', { surroundings: within(['columnheader', 'Town'], ['row', 'Ada']) }), 'Oslo'),
      'Type “Oslo” in the **Town** text field in the “Ada” row',
    ],
    [
      'calls an empty cell by its column',
      click(
        target('gridcell', { name: '', surroundings: within(['columnheader', 'Driver'], ['row', 'Ada']) }),
      ),
      'Click the **Driver** cell in the “Ada” row',
    ],
    [
      'says where a field is before the key that ended the typing',
      step('type', field('', { surroundings: within(['listitem', 'Beans']) }), {
        value: { text: 'Tea', masked: false },
        endKey: 'Enter',
      }),
      'Type “Tea” in the text field for “Beans” and press **Enter**',
    ],
    [
      'does not say that a thing is under the heading that is the whole page’s',
      click(button('More', { surroundings: within(['heading', 'Shop']) })),
      'Click **More**',
    ],
    [
      'opens a list made of other elements',
      click(target('combobox', { name: 'Country', tag: 'span', popup: 'menu', expanded: false })),
      'Open the **Country** list',
    ],
    ['adjusts a slider', click(target('slider', { name: 'Volume' })), 'Adjust **Volume**'],
    [
      'takes “Link” in a menu for what it inserts',
      click(target('menuitem', { name: 'Link…' })),
      'Click **Link**',
    ],
    ['takes the words of a toggle', click(icon('#sidebarToggle')), 'Click the **Sidebar toggle** button'],
    ['keeps a sign that people read', click(button('+', { surroundings: [] })), 'Click **+**'],
    [
      'never says “Click here”',
      click(link('Click here', { surroundings: within(['paragraph', 'Reset your password']) })),
      'Click the link under “Reset your password”',
    ],
    [
      'says where “Read more” is',
      click(link('Read more', { surroundings: within(['heading', 'New prices']) })),
      'Click **Read more** under “New prices”',
    ],
    ['opens menus', click(button('File', { popup: 'menu', expanded: false })), 'Open the **File** menu'],
    [
      'does not say menu twice',
      click(button('Main menu', { popup: 'menu', expanded: false })),
      'Open **Main menu**',
    ],
    ['opens lists', click(button('Role', { popup: 'listbox', expanded: false })), 'Open the **Role** list'],
    ['expands', click(button('Advanced options', { expanded: false })), 'Expand **Advanced options**'],
    ['collapses', click(button('Advanced options', { expanded: true })), 'Collapse **Advanced options**'],
    ['selects an option', click(target('option', { name: 'Editor' })), 'Select **Editor**'],
    ['says that a tab is one', click(target('tab', { name: 'Billing' })), 'Click the **Billing** tab'],
    [
      'says that a column header is one',
      click(target('columnheader', { name: 'Total' })),
      'Click the **Total** column header',
    ],
    ['names held keys', click(link('Help'), { modifiers: ['Control'] }), 'Hold **Ctrl** and click **Help**'],
    ['repeats what was typed', typed(field('Search'), 'slice'), 'Type “slice” in **Search**'],
    [
      'cuts what was typed',
      typed(field('Note'), 'word '.repeat(40)),
      `Type “${'word '.repeat(12).trim()}…” in **Note**`,
    ],
    ['says that a field was emptied', typed(field('Search'), ''), 'Clear **Search**'],
    [
      'sets dates and numbers',
      typed(field('Start date', { inputType: 'date' }), '2026-05-01'),
      'Set **Start date** to **2026-05-01**',
    ],
    [
      'takes a placeholder for a label',
      typed(field('', { placeholder: 'Your city' }), 'Oslo'),
      'Type “Oslo” in **Your city**',
    ],
    [
      'keeps a placeholder that says nothing without its asking',
      typed(field('Type here...', { nameSource: 'placeholder' }), 'Oslo'),
      'Type “Oslo” in **Type here**',
    ],
    [
      'does not take an example for a label',
      typed(field('e.g. Oslo', { nameSource: 'placeholder' }), 'Oslo'),
      'Type “Oslo” in the text field',
    ],
    [
      'does not take a value for a label',
      typed(field('Oslo', { nameSource: 'value' }), 'Oslo'),
      'Type “Oslo” in the text field',
    ],
    [
      'keeps masked values to itself',
      step('type', field('E-mail', { sensitivity: 'masked' }), { value: { masked: true } }),
      'Fill in **E-mail**',
    ],
    [
      'keeps passwords to itself',
      step('type', field('Password', { sensitivity: 'password' }), { value: { masked: true } }),
      'Enter your **password**',
    ],
    [
      'asks for a password once more where the field does',
      secret('Confirm password', 'password'),
      'Enter your password once more in **Confirm password**',
    ],
    ['asks for what a label asks for', secret('Please enter your PIN', 'password'), 'Enter your **PIN**'],
    [
      'names the field where its label is in another language',
      secret('Passwort', 'password'),
      'Enter your password in **Passwort**',
    ],
    [
      'asks for a part of a card as such',
      secret('Security code', 'card'),
      'Enter your card’s **security code**',
    ],
    ['writes labels In Capitals as words', secret('Card Number', 'card'), 'Enter your **card number**'],
    ['asks for a name on a card', secret('Name on card', 'card'), 'Enter the **name on card**'],
    [
      'asks for a one-time code by its name',
      secret('One-time code', 'one-time-code'),
      'Enter the **one-time code**',
    ],
    ['asks for a code by itself, box by box', secret('Digit 1', 'one-time-code'), 'Enter the code'],
    [
      'does not say where Esc is pressed',
      step('press-key', field('Full name'), { value: { text: 'Escape', masked: false } }),
      'Press **Esc**',
    ],
    [
      'calls keys as a Mac does',
      step('press-key', undefined, { value: { text: 'Shift+Meta+S', masked: false }, keyboard: 'mac' }),
      'Press **⇧⌘S**',
    ],
    [
      'calls keys as Windows does',
      step('press-key', undefined, { value: { text: 'Meta+E', masked: false }, keyboard: 'windows' }),
      'Press **Win+E**',
    ],
    [
      'calls the keys held during a click as a Mac does',
      click(link('Help'), { modifiers: ['Meta'], keyboard: 'mac' }),
      'Hold **⌘** and click **Help**',
    ],
    [
      'says where Enter is pressed',
      step('press-key', field('Search'), { value: { text: 'Enter', masked: false } }),
      'Press **Enter** in **Search**',
    ],
    [
      'says how often last',
      click(button('Open', { surroundings: within(['heading', 'Reports']) }), { times: 2 }),
      'Click **Open** under “Reports” twice',
    ],
    [
      'counts cells that nothing else tells apart',
      click(target('columnheader', { name: '', surroundings: within(['ordinal', '1']) })),
      'Click the first column header',
    ],
    [
      'counts rows that have no name',
      click(
        target('checkbox', {
          name: '',
          checked: false,
          surroundings: within(['columnheader', 'Paid'], ['row-number', '7'], ['heading', 'Budget']),
        }),
      ),
      'Check the **Paid** checkbox in row 7',
    ],
    [
      'does not say click of what is called so',
      click(button('Click to open the actions menu (Ctrl+M)')),
      '**Click to open the actions menu**',
    ],
    [
      'shortens a name where a person would',
      click(button('Repair JSON: fix quotes and escape characters, remove comments and the rest of it')),
      'Click **Repair JSON**',
    ],
    [
      'knows where “Link” is a command',
      click(target('menuitem', { name: 'Link…', surroundings: within(['menu', 'Insert']) })),
      'Click **Link** in the “Insert” menu',
    ],
    [
      'says for which thing among many',
      click(button('Add to cart', { surroundings: within(['heading', 'Kettle']) })),
      'Click **Add to cart** for “Kettle”',
    ],
    [
      'does not say that a thing is under what the page is called by',
      click(button('Add to cart', { surroundings: within(['heading', 'Kettle']) }), {
        page: { url: 'https://shop.example/kettle', title: 'Kettle · Corner Coffee' },
      }),
      'Click **Add to cart**',
    ],
    [
      'keeps cards to itself',
      step('type', field('', { sensitivity: 'card' }), { value: { masked: true } }),
      'Enter your card details',
    ],
    [
      'names several files',
      step('choose-file', button('Upload'), { value: { text: 'a.pdf, b.pdf', masked: false } }),
      'Choose the files **a.pdf, b.pdf** for **Upload**',
    ],
    [
      'goes by the host where a page has no name',
      step('navigate', undefined, {
        navigation: 'start',
        page: { url: 'https://user:pw@shop.example:8080/a?b=c#d', title: '' },
      }),
      'Go to **shop.example:8080/a**',
    ],
    [
      'leaves out how many things are unread',
      step('switch-tab', undefined, { page: { url: 'https://m.example/', title: '(3) Inbox' } }),
      'Switch to the **Inbox** tab',
    ],
  ])('%s', (_sentence, one, title) => {
    expect(titleStep(one).title).toBe(title);
  });

  test('keeps the place apart when the name is enough', () => {
    expect(titleStep(click(button('Save', { surroundings: within(['dialog', 'Edit user']) })))).toEqual({
      title: 'Click **Save**',
      place: 'in the “Edit user” dialog',
    });
  });

  test('marks names in full, whatever stars they have', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('*', 'a', ' ', 'b'), minLength: 1, maxLength: 12 }),
        (text) => {
          const { title } = titleStep(typed(button(`Go ${text} x`), text));
          expect(titleText(title)).not.toContain('**');
          expect(titleParts(title).filter(({ strong }) => strong)).toHaveLength(1);
        },
      ),
    );
  });

  test('of any step has no empty place, no line break and a sensible length', () => {
    fc.assert(
      fc.property(anyRecording, (actions) => {
        for (const { title } of replay(actions)) {
          expect(title).toMatch(/^\p{Lu}[^\n{}]*$/u);
          expect(titleText(title).length).toBeLessThan(260);
        }
      }),
    );
  });
});
