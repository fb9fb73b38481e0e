import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action, Rectangle } from '../../lib/contracts/capture/action.ts';
import { kindWords } from '../../lib/contracts/redaction/kind-words.ts';
import { openRecordingBench, press, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

const about = ({ detail, target }: Action) => [detail.kind, target?.name];

test('a single-page router: each view that a click leads to is a navigation caused by it', async () => {
  const recorded = await bench.record('mail/inbox', async (page) => {
    await press(page.getByRole('link', { name: 'Sent' }));
    await page.waitForTimeout(300);
    await page.goBack();
    await page.waitForTimeout(600);
  });
  expect(recorded.actions.map(({ detail, page }) => [detail.kind, new URL(page.url).pathname])).toEqual([
    ['navigate', '/mail/inbox'],
    ['click', '/mail/inbox'],
    ['navigate', '/mail/sent'],
    ['navigate', '/mail/inbox'],
  ]);
  expect(recorded.of('navigate').map(({ detail }) => detail.kind === 'navigate' && detail.cause)).toEqual([
    'address',
    'action',
    'back-forward',
  ]);
});

test('fields, dates, ranges, choices and switches each give one action with their value when it is kept', async () => {
  const recorded = await bench.record(
    'fields.html',
    async (page) => {
      await page.getByLabel('Name').click();
      await page.keyboard.type('Mira Example', { delay: 30 });
      await page.getByLabel('Departure').click({ position: { x: 12, y: 10 } });
      await page.keyboard.type('03122027', { delay: 30 });
      await page.getByLabel('Guests').click();
      await page.keyboard.type('2');
      const comfort = await page.getByLabel('Comfort').boundingBox();
      if (!comfort) throw new Error('No slider');
      await page.mouse.click(comfort.x + comfort.width - 4, comfort.y + comfort.height / 2);
      await page.getByLabel('Class').focus();
      await page.keyboard.press('B');
      await page.getByText('Meal').click();
      await page.getByLabel('Aisle').click();
      await page.getByRole('switch', { name: 'Notify me' }).click();
      await page.getByLabel('Remarks').click();
      await page.keyboard.type('Window closed');
      await page.keyboard.press('Tab');
    },
    { keepTyped: true },
  );
  const told = recorded.actions.filter(({ detail }) => ['input', 'select', 'check'].includes(detail.kind));
  expect(told.map(({ detail, target }) => [target?.name, summary(detail)])).toEqual([
    // Nobody's name leaves the browser.
    ['Name', kindWords['person-name']],
    ['Departure', '2027-03-12'],
    ['Guests', '2'],
    ['Comfort', '10'],
    ['Class', 'Business'],
    ['Meal', true],
    ['Aisle', true],
    ['Notify me', true],
    ['Remarks', 'Window closed'],
  ]);
  // A label's or toggle's click is not told beside the change that it makes.
  const clicks = recorded.of('click').map(({ target }) => target?.name);
  for (const name of ['Class', 'Meal', 'Aisle', 'Notify me', 'Comfort']) expect(clicks).not.toContain(name);
});

function summary(detail: Action['detail']) {
  if (detail.kind === 'input') return detail.field.value;
  if (detail.kind === 'select') return detail.options.join();
  return detail.kind === 'check' && detail.checked;
}

test('typing pictures the field as it was before the first key', async () => {
  const recorded = await bench.record('fields.html', async (page) => {
    await press(page.getByLabel('Name'));
    await page.keyboard.type('Mira', { delay: 120 });
    await page.keyboard.press('Enter');
  });
  const [typed, enter] = recorded.actions.slice(-2);
  expect(about(typed as Action)).toEqual(['input', 'Name']);
  expect(about(enter as Action)).toEqual(['key', 'Name']);
  expect(typed?.screenshot?.state).toBe('before');
  expect((await bench.look(typed)).unevenness).toBeLessThan(8);
  // The form's own button is clicked by the browser, not by the person.
  expect(recorded.of('click').map(({ target }) => target?.role)).toEqual(['textbox']);
});

test('what a script sets in a field, which no event tells, is in the next picture', async () => {
  let place: Rectangle | null = null;
  const recorded = await bench.record(
    'stepper.html',
    async (page) => {
      place = await page.getByLabel('Tickets').boundingBox();
      await press(page.getByRole('button', { name: 'None' }));
      await press(page.getByRole('button', { name: 'Book' }));
    },
    { keepTyped: true },
  );
  const [none, book] = recorded.of('click');
  expect([none, book].map((action) => action?.screenshot?.state)).toEqual(['before', 'before']);
  expect((await bench.look(none, place ?? undefined)).unevenness).toBeGreaterThan(20);
  expect((await bench.look(book, place ?? undefined)).unevenness).toBeLessThan(8);
});

test('once something more is known to be hidden, there is a picture by that before the page is left', async () => {
  const recorded = await bench.record('named-row.html', async (page) => {
    await press(page.getByRole('button', { name: 'Edit' }));
    await page.waitForTimeout(1_500);
    await press(page.getByRole('link', { name: 'Add customer' }));
    await page.waitForURL('**/tab-two.html');
    await page.waitForTimeout(500);
  });
  const [edit, add] = recorded.of('click');
  expect(about(edit as Action)).toEqual(['click', 'Edit [a person’s name]']);
  expect([edit, add].map((action) => action?.screenshot?.state)).toEqual(['before', 'before']);
});

test('a rich-text field is one typing, its toolbar button is named by its tooltip', async () => {
  const recorded = await bench.record(
    'rich-text.html',
    async (page) => {
      await press(page.getByLabel('Message'));
      await page.keyboard.type('Dear team', { delay: 20 });
      await press(page.getByTitle('Bold'));
    },
    { keepTyped: true },
  );
  const [typed] = recorded.of('input');
  expect(typed?.target).toMatchObject({ role: 'textbox', name: 'Message', editable: true });
  expect(typed?.detail).toMatchObject({ field: { value: 'Dear team', masked: false } });
  const bold = recorded.of('click').at(-1);
  expect(bold?.target).toMatchObject({ role: 'button', name: 'Bold', nameSource: 'title' });
  expect(bold?.target?.surroundings[0]).toEqual({ role: 'toolbar', name: 'Formatting' });
});

test('drags are told with what they ended on; selecting text is none', async () => {
  const recorded = await bench.record('drag.html', async (page) => {
    await page.locator('#card').hover();
    await page.waitForTimeout(600);
    await page.locator('#card').dragTo(page.locator('#done'));
    await page.waitForTimeout(200);
    const knob = await page.locator('#knob').boundingBox();
    const words = await page.locator('#text').boundingBox();
    if (!knob || !words) throw new Error('No knob or words');
    await page.mouse.move(knob.x + 30, knob.y + 30);
    await page.waitForTimeout(600);
    await page.mouse.down();
    await page.mouse.move(knob.x + 230, knob.y + 30, { steps: 8 });
    await page.mouse.up();
    await page.mouse.move(words.x + 2, words.y + 8);
    await page.mouse.down();
    await page.mouse.move(words.x + 180, words.y + 8, { steps: 8 });
    await page.mouse.up();
  });
  const [card, knob, ...others] = recorded.of('drag');
  expect(others).toEqual([]);
  expect(card?.target?.name).toBe('Write report');
  expect(card?.detail).toMatchObject({ onto: { name: 'Done' } });
  expect(card?.screenshot?.state).toBe('before');
  expect(await bench.look(card)).toMatchObject({ red: expect.closeTo(221, -1.6) });
  expect(knob?.target).toMatchObject({ role: 'separator', name: 'Splitter' });
  expect(knob?.detail.kind === 'drag' && knob.detail.to.x - knob.detail.from.x).toBeCloseTo(200, -1);
});

test('choosing a file is one action, without the name of the file unless that is kept', async () => {
  // From disk, because only then the browser itself reports the choice.
  const file = join(await mkdtemp(join(tmpdir(), 'guidewright-file-')), 'salary Mira.png');
  await writeFile(file, 'x');
  const choose = async (keepTyped: boolean) => {
    const recorded = await bench.record(
      'files.html',
      async (page) => {
        const chooser = page.waitForEvent('filechooser');
        await press(page.getByRole('button', { name: 'Choose a picture' }));
        await (await chooser).setFiles(file);
        await page.waitForTimeout(200);
      },
      { keepTyped },
    );
    const [chosen] = recorded.of('choose-file');
    return chosen?.detail.kind === 'choose-file' && chosen.detail.fileNames;
  };
  expect(await choose(true)).toEqual(['salary Mira.png']);
  expect(await choose(false)).toEqual(['*.png']);
});

test('a link into a new tab, work there, closing it and coming back are told by tab', async () => {
  const recorded = await bench.record('tabs.html', async (page) => {
    const opened = page.context().waitForEvent('page');
    await press(page.getByRole('link', { name: 'Open report' }));
    const report = await opened;
    await report.waitForLoadState();
    await press(report.getByRole('button', { name: 'Approve' }));
    await report.close();
    await page.bringToFront();
    await press(page.getByRole('link', { name: 'Open report' }));
  });
  const told = recorded.actions.map(({ detail, tab, target }) => [detail.kind, tab, target?.name]);
  expect(told).toContainEqual(['open-tab', 2, undefined]);
  expect(told).toContainEqual(['click', 2, 'Approve']);
  expect(told).toContainEqual(['close-tab', 2, undefined]);
  const approve = recorded.of('click').find(({ target }) => target?.name === 'Approve');
  expect(approve?.screenshot?.state).toBe('before');
  expect(await bench.look(approve)).toMatchObject({ red: expect.closeTo(221, -1.6) });
});

test('a menu that opens by hovering is told before the click in it; a scroll by what it revealed', async () => {
  const recorded = await bench.record('menu.html', async (page) => {
    await page.mouse.move(900, 500);
    await page.waitForTimeout(700);
    await page.getByRole('link', { name: 'Products' }).hover();
    await page.waitForTimeout(700);
    await press(page.getByRole('menuitem', { name: 'Kettles' }));
    await page.mouse.move(600, 300);
    await page.mouse.wheel(0, 1_500);
    await page.waitForTimeout(700);
    await press(page.getByRole('button', { name: 'Accept terms' }));
  });
  const kinds = recorded.actions.map(about);
  const menu = kinds.findIndex(([kind, name]) => kind === 'click' && name === 'Kettles');
  expect(kinds[menu - 1]).toEqual(['hover', 'Products']);
  expect(recorded.of('scroll').map(({ detail }) => detail)).toEqual([
    { kind: 'scroll', toward: 'down', revealed: { role: 'heading', name: 'Delivery terms' } },
  ]);
  expect(recorded.of('click').at(-1)?.target?.name).toBe('Accept terms');
});

test('shortcuts, Escape, double clicks and the context menu', async () => {
  const recorded = await bench.record('dialog.html', async (page) => {
    await page.getByRole('heading', { name: 'Files' }).dblclick();
    await page.getByRole('cell', { name: 'Report.pdf' }).click({ button: 'right' });
    await page.keyboard.press('Control+s');
    await page.getByRole('row', { name: 'Notes.txt' }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  });
  expect(recorded.of('double-click').map(({ target }) => target?.name)).toEqual(['Files']);
  expect(recorded.of('click').map(({ detail }) => detail.kind === 'click' && detail.button)).toContain(
    'secondary',
  );
  expect(recorded.of('key').map(({ detail }) => detail)).toEqual([
    { kind: 'key', key: 's', modifiers: ['Control'] },
    { kind: 'key', key: 'Escape', modifiers: [] },
  ]);
  // Enter on a button is the click that it makes.
  expect(recorded.of('click').at(-1)?.target?.name).toBe('Delete');
});

test('a page that was gone to is pictured as it looks once it has loaded', async () => {
  const recorded = await bench.record('dialog.html', async (page) => {
    await page.goto(`${bench.pages.url}/tab-two.html`);
    await page.waitForTimeout(1_500);
  });
  const arrival = recorded.of('navigate').at(-1);
  expect(arrival?.detail).toEqual({ kind: 'navigate', cause: 'address' });
  const button = { x: 24, y: 85, width: 90, height: 30 };
  expect(await bench.look(arrival, button)).toMatchObject({ red: expect.closeTo(221, -1.6) });
});
