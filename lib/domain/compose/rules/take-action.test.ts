import { describe, expect, test } from 'vitest';
import { button, field, link, Trace, target, within } from '../../../../test/fixtures/traces/trace.ts';
import type { ActionDetail } from '../../../contracts/capture/action.ts';
import { replay } from '../assemble-steps.ts';

type Rule = readonly [sentence: string, act: (trace: Trace) => unknown, titles: readonly string[]];

const start = 'Go to **Shop** at shop.example';

/** The titles after the first one, which is always where the recording starts. */
function titlesOf(act: (trace: Trace) => unknown): string[] {
  const trace = new Trace('https://shop.example/', 'Shop');
  act(trace);
  const [first, ...titles] = replay(trace.actions).map(({ title }) => title);
  expect(first).toBe(start);
  return titles;
}

function holds(rules: readonly Rule[]): void {
  test.each(rules)('%s', (_sentence, act, titles) => {
    expect(titlesOf(act)).toEqual(titles);
  });
}

const name = field('Name');
const search = target('searchbox', { name: 'Search', inputType: 'search' });
const password = field('Password', { inputType: 'password', sensitivity: 'password' });
const notes = target('textbox', { name: 'Notes', tag: 'textarea' });
const rich = target('textbox', { name: 'Body', tag: 'div', editable: true });

describe('typing', () => {
  holds([
    [
      'values that one field reports in turn are one step',
      (t) => t.type(name, 'J').type(name, 'Jane'),
      ['Type “Jane” in **Name**'],
    ],
    [
      'the click into the field is part of it',
      (t) => t.click(name).type(name, 'Jane'),
      ['Type “Jane” in **Name**'],
    ],
    [
      'so is the click on its label',
      (t) => t.click(target('generic', { name: 'Name', tag: 'label' })).type(name, 'Jane'),
      ['Type “Jane” in **Name**'],
    ],
    [
      'a click back into the field does not end it',
      (t) => t.type(name, 'Ja').click(name).type(name, 'Jane'),
      ['Type “Jane” in **Name**'],
    ],
    [
      'Tab only leads to the next field',
      (t) => t.type(name, 'Jane').key('Tab', name).type(search, 'x'),
      ['Type “Jane” in **Name**', 'Type “x” in **Search**'],
    ],
    [
      'Enter after typing is said in the same sentence',
      (t) => t.type(search, 'mug').key('Enter', search),
      ['Type “mug” in **Search** and press **Enter**'],
    ],
    [
      'Enter in an untouched field is a step of its own',
      (t) => t.click(search).key('Enter', search),
      ['Press **Enter** in **Search**'],
    ],
    [
      'Enter in a text of several lines is a new line when typing goes on',
      (t) => t.type(notes, 'a').key('Enter', notes).type(notes, 'a b'),
      ['Type “a b” in **Notes**'],
    ],
    [
      'Enter that ends a message is said',
      (t) => t.type(rich, 'hello').key('Enter', rich).click(button('Back')),
      ['Type “hello” in **Body** and press **Enter**', 'Click **Back**'],
    ],
    [
      'what is typed after Enter into the same line is the next entry',
      (t) => t.type(name, 'Ada').key('Enter', name).type(name, 'Ben').key('Enter', name),
      ['Type “Ada” in **Name** and press **Enter**', 'Type “Ben” in **Name** and press **Enter**'],
    ],
    [
      'a double-click on words that become a field is a step of its own',
      (t) =>
        t
          .add({ kind: 'double-click' }, target('generic', { name: '', tag: 'label', text: 'Ada' }))
          .type(field('', { nameSource: 'none' }), 'Eve'),
      ['Double-click **Ada**', 'Type “Eve” in the text field'],
    ],
    [
      'fields in two shadow trees are two, though one selector pierces to both',
      (t) =>
        t
          .type(field('First', { selectors: [['first-field', 'input'], ['pierce/input']] }), 'a')
          .type(field('Second', { selectors: [['second-field', 'input'], ['pierce/input']] }), 'b'),
      ['Type “a” in **First**', 'Type “b” in **Second**'],
    ],
    [
      'pasting is typing',
      (t) => t.click(name).key('Control+a', name).key('Control+v', name).type(name, 'pasted'),
      ['Type “pasted” in **Name**'],
    ],
    [
      'keys that edit are not steps',
      (t) => t.key('Backspace', name).key('ArrowLeft', name).key('x', name).type(name, 'x'),
      ['Type “x” in **Name**'],
    ],
    [
      'clicking through fields without typing is nothing',
      (t) => t.click(name).click(search).type(search, 'mug'),
      ['Type “mug” in **Search**'],
    ],
    [
      'a click into a field that opens something stays',
      (t) => t.click(field('Date', { inputType: 'date' })).click(button('15')),
      ['Click the **Date** date field', 'Click **15**'],
    ],
    [
      'two fields are two steps',
      (t) => t.type(name, 'Jane').type(field('City'), 'Oslo'),
      ['Type “Jane” in **Name**', 'Type “Oslo” in **City**'],
    ],
    [
      'coming back to a field is a new step',
      (t) => t.type(name, 'J').type(field('City'), 'Oslo').type(name, 'Jane'),
      ['Type “J” in **Name**', 'Type “Oslo” in **City**', 'Type “Jane” in **Name**'],
    ],
    [
      'the button that Enter pressed by itself is not clicked',
      (t) => t.typeMasked(password).key('Enter', password).after(20).click(button('Sign in')),
      ['Enter your **password** and press **Enter**'],
    ],
    [
      'the boxes of a one-time code are one step',
      (t) => [1, 2, 3].map((n) => t.typeMasked(field(`Digit ${n}`, { sensitivity: 'one-time-code' }))),
      ['Enter the code'],
    ],
  ]);
});

describe('clicking', () => {
  const save = button('Save');
  const more = button('Increase quantity');
  const blank = target('generic', { name: '', tag: 'div' });
  const tile = target('generic', { name: '', tag: 'div', surroundings: within(['heading', 'Reports']) });
  holds([
    [
      'a second click of a nervous finger is dropped',
      (t) => t.click(save).after(120).click(save),
      ['Click **Save**'],
    ],
    [
      'a stepper counts every click',
      (t) => t.click(more).after(120).click(more).after(120).click(more),
      ['Click **Increase quantity** 3 times'],
    ],
    ['the same click soon after is counted', (t) => t.click(save).click(save), ['Click **Save** twice']],
    [
      'the same click much later is a step again',
      (t) => t.click(save).after(8_000).click(save),
      ['Click **Save**', 'Click **Save**'],
    ],
    [
      'like-named buttons in two places are two steps',
      (t) =>
        t
          .click(button('Save', { surroundings: within(['dialog', 'A']) }))
          .click(button('Save', { surroundings: within(['dialog', 'B']) })),
      ['Click **Save**', 'Click **Save**'],
    ],
    [
      'a double click takes in its clicks',
      (t) => t.click(save).after(200).click(save).after(1).add({ kind: 'double-click' }, save),
      ['Double-click **Save**'],
    ],
    [
      'a slow double click does too',
      (t) => t.click(save).after(450).click(save).after(1).add({ kind: 'double-click' }, save),
      ['Double-click **Save**'],
    ],
    [
      'a double click on a stepper is two clicks',
      (t) => t.click(more).after(150).click(more).after(1).add({ kind: 'double-click' }, more),
      ['Click **Increase quantity** twice'],
    ],
    [
      'a double click in a field only selects a word',
      (t) => t.type(name, 'Jane').add({ kind: 'double-click' }, name),
      ['Type “Jane” in **Name**'],
    ],
    [
      'the page itself is not clicked',
      (t) => t.click(target('generic', { name: 'Shop', tag: 'body' })).click(save),
      ['Click **Save**'],
    ],
    ['a click on nothing in particular is dropped', (t) => t.click(blank).click(save), ['Click **Save**']],
    [
      'unless it leads somewhere',
      (t) => t.click(tile).leadsTo('https://shop.example/r', 'Reports'),
      ['Click the item that leads to **Reports** under “Reports”'],
    ],
    [
      'the other buttons of the mouse are named',
      (t) => t.click(save, 'secondary').click(link('Help'), 'auxiliary'),
      ['Right-click **Save**', 'Click **Help** with the middle mouse button'],
    ],
    [
      'Enter on a button and the click it causes are one click',
      (t) => t.key('Enter', save).after(10).click(save),
      ['Click **Save**'],
    ],
    [
      'Space on a checkbox is checking it',
      (t) =>
        t
          .key(' ', target('checkbox', { name: 'Agree' }))
          .after(10)
          .add({ kind: 'check', checked: true }, target('checkbox', { name: 'Agree' })),
      ['Check **Agree**'],
    ],
    [
      'what opens a menu whose item is checked next says so',
      (t) =>
        t
          .click(button('View'))
          .after(5_000)
          .add({ kind: 'check', checked: true }, target('menuitemcheckbox', { name: 'Ruler' })),
      ['Open the **View** menu', 'Select **Ruler**'],
    ],
    [
      'a menu bar that is there all the time has not been opened by the click before',
      (t) =>
        t
          .click(button('Done'))
          .click(target('menuitem', { name: 'Format', surroundings: within(['menubar', '']) })),
      ['Click **Done**', 'Click **Format**'],
    ],
    [
      'what opens a menu whose item is next says so',
      (t) => t.click(button('File')).click(target('menuitem', { name: 'Export' })),
      ['Open the **File** menu', 'Click **Export**'],
    ],
  ]);
});

describe('choosing', () => {
  const country = target('combobox', { name: 'Country' });
  const agree = target('checkbox', { name: 'I agree', inputType: 'checkbox' });
  const label = target('generic', { name: '', tag: 'label', text: 'I agree' });
  const hidden = target('generic', { name: '', tag: 'input', inputType: 'file' });
  const norway: ActionDetail = { kind: 'select', options: ['Norway'], masked: false };
  holds([
    [
      'opening a list and selecting is one step',
      (t) => t.click(country).add(norway, country),
      ['Select **Norway** from **Country**'],
    ],
    [
      'going through options ends at the last',
      (t) => t.add({ ...norway, options: ['Oman'] }, country).add(norway, country),
      ['Select **Norway** from **Country**'],
    ],
    [
      'label, checkbox and change are one step',
      (t) => t.click(label).after(3).click(agree).after(3).add({ kind: 'check', checked: true }, agree),
      ['Check **I agree**'],
    ],
    [
      'unchecking is said',
      (t) => t.click(agree).after(5).add({ kind: 'check', checked: false }, agree),
      ['Uncheck **I agree**'],
    ],
    [
      'a switch is turned',
      (t) => t.add({ kind: 'check', checked: true }, target('switch', { name: 'Dark mode' })),
      ['Turn on **Dark mode**'],
    ],
    [
      'a radio button is selected',
      (t) => t.add({ kind: 'check', checked: true }, target('radio', { name: 'Express' })),
      ['Select **Express**'],
    ],
    [
      'choosing a file takes in the click that asked for it, and its name',
      (t) =>
        t
          .click(button('Upload'))
          .after(20_000)
          .add({ kind: 'choose-file', fileNames: ['report.pdf'] }, hidden),
      ['Choose the file **report.pdf** for **Upload**'],
    ],
    [
      'files whose names are not kept',
      (t) => t.add({ kind: 'choose-file', fileNames: [] }, hidden),
      ['Choose a file'],
    ],
  ]);
});

describe('keys', () => {
  holds([
    ['a shortcut is named as on the keyboard', (t) => t.key('Control+s'), ['Press **Ctrl+S**']],
    ['modifiers come in one order', (t) => t.key('Meta+Shift+p'), ['Press **Shift+Cmd+P**']],
    ['a sign that needs Shift is the sign', (t) => t.key('Shift+?'), ['Press **?**']],
    [
      'the same key in a row is counted',
      (t) => t.key('ArrowDown').after(300).key('ArrowDown'),
      ['Press **Down arrow** twice'],
    ],
    ['modifiers alone are nothing', (t) => t.key('Shift').key('Control'), []],
  ]);
});

describe('pointing', () => {
  const card = target('listitem', { name: 'Card A' });
  const done = target('list', { name: 'Done' });
  const way = { from: { x: 0, y: 0 }, to: { x: 300, y: 10 } };
  const products = link('Products');
  const details = within(['heading', 'Details']);
  const scroll = (name: string) =>
    ({ kind: 'scroll', toward: 'down', revealed: { role: 'heading', name } }) as const;
  holds([
    [
      'a drag takes in the click it began with, and the one after the drop',
      (t) =>
        t
          .click(card)
          .after(300)
          .add({ kind: 'drag', onto: done, ...way }, card)
          .after(20)
          .click(done),
      ['Drag **Card A** onto **Done**'],
    ],
    [
      'a drag onto nothing has a direction',
      (t) => t.add({ kind: 'drag', ...way }, card),
      ['Drag **Card A** to the right'],
    ],
    [
      'hovering counts when it opened the menu that is used',
      (t) => t.add({ kind: 'hover' }, products).click(target('menuitem', { name: 'Mugs' })),
      ['Hover over **Products**', 'Click **Mugs**'],
    ],
    [
      'hovering over what a click has opened already does not',
      (t) =>
        t
          .click(products)
          .type(field('Filter'), 'mug')
          .add({ kind: 'hover' }, products)
          .click(target('menuitem', { name: 'Mugs' })),
      ['Click **Products**', 'Type “mug” in **Filter**', 'Click **Mugs**'],
    ],
    [
      'any other hovering does not',
      (t) => t.add({ kind: 'hover' }, products).click(button('Save')),
      ['Click **Save**'],
    ],
    [
      'scrolling counts when it led to the next target',
      (t) => t.add(scroll('Details')).click(button('Download', { surroundings: details })),
      ['Scroll down to **Details**', 'Click **Download** under “Details”'],
    ],
    ['scrolling past does not', (t) => t.add(scroll('Details')).click(button('Save')), ['Click **Save**']],
    [
      'nor does scrolling where one is already',
      (t) =>
        t
          .click(button('Open', { surroundings: details }))
          .add(scroll('Details'))
          .click(button('Download', { surroundings: details })),
      ['Click **Open** under “Details”', 'Click **Download** under “Details”'],
    ],
    [
      'scrolling at the end shows what was looked for',
      (t) => t.click(button('Save')).add(scroll('Totals')),
      ['Click **Save**', 'Scroll down to **Totals**'],
    ],
    ['scrolling without a landmark is noise', (t) => t.add({ kind: 'scroll', toward: 'down' }), []],
  ]);
});

describe('going about', () => {
  const go = (cause: 'address' | 'script' | 'reload' | 'back-forward') =>
    ({ kind: 'navigate', cause }) as const;
  const orders = ['https://shop.example/orders', 'Orders – Shop'] as const;
  holds([
    [
      'a page that a click led to is no step',
      (t) =>
        t
          .click(link('Orders'))
          .leadsTo(...orders)
          .click(button('Print')),
      ['Click **Orders**', 'Click **Print**'],
    ],
    [
      'a page that was typed is',
      (t) =>
        t
          .click(button('Save'))
          .page(...orders)
          .add(go('address')),
      ['Click **Save**', 'Go to **Orders – Shop**'],
    ],
    [
      'where a typed page leads on is where one went',
      (t) =>
        t
          .click(button('Save'))
          .page('https://shop.example/o', '')
          .add(go('address'))
          .page(...orders)
          .after(300)
          .add(go('script')),
      ['Click **Save**', 'Go to **Orders – Shop**'],
    ],
    [
      'a page without a title goes by its address, without query',
      (t) => t.click(button('Save')).page('https://shop.example/o/1?token=abc', '').add(go('address')),
      ['Click **Save**', 'Go to **shop.example/o/1**'],
    ],
    [
      'its title may come later',
      (t) =>
        t
          .click(button('Save'))
          .page(orders[0], '')
          .add(go('address'))
          .page(...orders)
          .click(button('Print')),
      ['Click **Save**', 'Go to **Orders – Shop**', 'Click **Print**'],
    ],
    [
      'reloading twice is reloading',
      (t) => t.click(button('Save')).add(go('reload')).add(go('reload')),
      ['Click **Save**', 'Reload the page'],
    ],
    [
      'going back is said',
      (t) =>
        t
          .click(link('Orders'))
          .leadsTo(...orders)
          .page('https://shop.example/', 'Shop')
          .add(go('back-forward')),
      ['Click **Orders**', 'Go back to **Shop**'],
    ],
    [
      'a tab that a click opened needs no switching',
      (t) =>
        t
          .click(link('Orders'))
          .inTab(2)
          .page(...orders)
          .add({ kind: 'open-tab', cause: 'action' })
          .add({ kind: 'switch-tab' })
          .click(button('Print')),
      ['Click **Orders**', 'Click **Print**'],
    ],
    [
      'switching counts when something is done there',
      (t) =>
        t
          .click(button('Save'))
          .inTab(2)
          .page(...orders)
          .add({ kind: 'switch-tab' })
          .click(button('Print')),
      ['Click **Save**', 'Switch to the **Orders – Shop** tab', 'Click **Print**'],
    ],
    [
      'looking into a tab and back does not',
      (t) =>
        t
          .click(button('Save'))
          .inTab(2)
          .page(...orders)
          .add({ kind: 'switch-tab' })
          .inTab(1)
          .page('https://shop.example/', 'Shop')
          .add({ kind: 'switch-tab' })
          .click(button('Next')),
      ['Click **Save**', 'Click **Next**'],
    ],
    [
      'a new tab and the address typed there are one step',
      (t) =>
        t
          .click(button('Save'))
          .inTab(2)
          .page('chrome://newtab/', 'New Tab')
          .add({ kind: 'open-tab', cause: 'address' })
          .page(...orders)
          .add(go('address')),
      ['Click **Save**', 'Open **Orders – Shop** in a new tab'],
    ],
    [
      'closing a tab counts when work goes on elsewhere',
      (t) =>
        t
          .click(button('Save'))
          .inTab(2)
          .page(...orders)
          .add({ kind: 'switch-tab' })
          .click(button('Print'))
          .add({ kind: 'close-tab' })
          .inTab(1)
          .page('https://shop.example/', 'Shop')
          .add({ kind: 'switch-tab' })
          .click(button('Next')),
      [
        'Click **Save**',
        'Switch to the **Orders – Shop** tab',
        'Click **Print**',
        'Close the **Orders – Shop** tab',
        'Click **Next**',
      ],
    ],
    [
      'what happened during a pause shows only as the page where it ended',
      (t) =>
        t
          .click(button('Save'))
          .add({ kind: 'pause' })
          .page(...orders)
          .add({ kind: 'resume' })
          .click(button('Print')),
      ['Click **Save**', 'Go to **Orders – Shop**', 'Click **Print**'],
    ],
    [
      'a pause on one page leaves no trace',
      (t) => t.click(button('Save')).add({ kind: 'pause' }).add({ kind: 'resume' }).click(button('Next')),
      ['Click **Save**', 'Click **Next**'],
    ],
  ]);
});

test('an absorbed click lends its id and its picture, which shows the state before', () => {
  const trace = new Trace('https://shop.example/', 'Shop').click(name).type(name, 'Jane');
  const picture = (id: string) => ({
    id,
    width: 1,
    height: 1,
    scale: 1,
    masks: [],
    state: 'before' as const,
  });
  const actions = trace.actions.map((one) => ({
    ...one,
    screenshot: picture(`sht_${one.detail.kind}00000000`),
  }));
  expect(replay(actions)[1]).toMatchObject({
    id: 'stp_1',
    kind: 'type',
    screenshot: { id: 'sht_click00000000' },
    actions: { first: 1, last: 2 },
  });
});
