import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireChromium } from '../../cli/browser/find-chromium.ts';
import type { ActionTarget, Rectangle } from '../../lib/contracts/capture/action.ts';

/** What a press on an element is taken to mean, computed as the recorder does, in a page without the extension. */
async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { actionableOf } from './extension/recording/target/actionable.ts';
        import { describe } from './extension/recording/target/describe.ts';
        import { learnFieldsWithin } from './extension/recording/page/known-fields.ts';
        import { fieldsInView } from './extension/recording/page/masks.ts';
        globalThis.chrome ??= {};
        learnFieldsWithin(document);
        globalThis.meaningOf = (element) => {
          const { element: meant, target, rect } = describe(actionableOf(element), true);
          return { id: meant.id, target, rect };
        };
        globalThis.masksWithin = (selector) => {
          const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
          return fieldsInView(true).masks
            .filter((mask) => mask.x >= x - 1 && mask.y >= y - 1 && mask.y + mask.height <= y + height + 1 && mask.x < x + width)
            .map((mask) => ({ top: Math.round(mask.y - y), height: Math.round(mask.height) }));
        };`,
      resolveDir: join(import.meta.dirname, '../..'),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

interface Meant {
  readonly id: string;
  readonly target: ActionTarget;
  readonly rect: Rectangle;
}

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await requireChromium(), args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width: 1000, height: 2000 } });
  await page.setContent(await readFile(join(import.meta.dirname, 'pages/widgets.html'), 'utf8'));
  await page.addScriptTag({ content: await bundle() });
});
afterAll(() => browser.close());

const meaningOf = (selector: string): Promise<Meant> =>
  page.evaluate(`meaningOf(document.querySelector(${JSON.stringify(selector)}))`);
const masksWithin = (selector: string): Promise<unknown> =>
  page.evaluate(`masksWithin(${JSON.stringify(selector)})`);
const around = async (selector: string, role: string): Promise<string | undefined> =>
  (await meaningOf(selector)).target.surroundings.find((one) => one.role === role)?.name;

test('a press on a cell means the cell, not the table that takes the focus as a whole', async () => {
  const { id, target } = await meaningOf('#rent');
  expect(id).toBe('rent');
  expect(target.name).toBe('Rent');
});

test('what is pressed beside the table of a sheet is meant, not the sheet', async () => {
  expect((await meaningOf('#insert a')).target.text).toBe('Insert a row');
});

test('of a list that a cell has opened the entry is meant, not the cell', async () => {
  expect((await meaningOf('#garden b')).id).toBe('garden');
});

test('a cell says which column it is in, by its table or by its grid', async () => {
  expect(await around('#empty', 'columnheader')).toBe('Place');
  expect(await around('#empty', 'row')).toBe('Rent');
  expect(await around('#tick', 'columnheader')).toBe('Driver');
  expect(await around('#tick', 'row')).toBe('Oslo');
});

test('a field in a cell is not labelled by the cell before, one in a column header by the header', async () => {
  expect(await around('#editor', 'columnheader')).toBe('What');
  expect(await around('#editor', 'label')).toBeUndefined();
  expect(await around('#filter', 'label')).toBe('Town');
});

test('a row is not called by what only its checkbox is called', async () => {
  expect(await around('#remove', 'row')).toBeUndefined();
});

test('a button drawn inside of a column header that takes presses itself is meant by a press on it', async () => {
  const { id, target } = await meaningOf('#dots');
  expect(id).toBe('dots');
  expect(target.text).toBe('⋮');
});

test('a picture that is called a button is not meant by a press on the real one', async () => {
  expect((await meaningOf('#create circle')).id).toBe('create');
});

test('the count on a badge is no name, and not a part of one', async () => {
  expect((await meaningOf('#bell')).target).toMatchObject({ name: 'Bell', nameSource: 'icon' });
  expect((await meaningOf('#calendar')).target).toMatchObject({ name: 'Calendar', nameSource: 'content' });
});

test('an icon that nothing marks as a button is called by what its set calls it', async () => {
  expect((await meaningOf('#addon i')).target).toMatchObject({ name: 'Calendar alt', nameSource: 'icon' });
});

test('a Bootstrap dropdown opens a menu, and what is not to be seen is not expanded', async () => {
  expect((await meaningOf('#dropdown')).target.popup).toBe('menu');
  expect((await meaningOf('#section')).target.expanded).toBe(false);
});

test('a list made of other elements is called by its label, not by what is chosen in it', async () => {
  const { id, target } = await meaningOf('#shown');
  expect(id).toBe('chosen');
  expect(target).toMatchObject({ role: 'combobox', name: '' });
  expect(target.surroundings).toContainEqual({ role: 'label', name: 'Country' });
});

test('words before a field are its label past decoration, and sooner than its placeholder', async () => {
  expect(await around('#phone', 'label')).toBe('Phone number');
  expect(await around('#remark', 'label')).toBe('Remark');
});

test('an entry of a list with words of its own is not labelled by the entry before', async () => {
  expect(await around('#second', 'label')).toBeUndefined();
});

test('of a list that shows the hand as a whole the entry is meant', async () => {
  const { id, target } = await meaningOf('#bar b');
  expect(id).toBe('bar');
  expect(target.text).toBe('At the bar');
});

test('a switch drawn around a checkbox means the checkbox, and is marked where it is drawn', async () => {
  const { target, rect } = await meaningOf('#drawn span');
  expect(target).toMatchObject({ role: 'checkbox', checked: true });
  expect(rect).toMatchObject({ width: 90, height: 28 });
});

test('a key to an account is not kept, though it is no password', async () => {
  expect((await meaningOf('#key')).target.sensitivity).toBe('masked');
});

test('a secret is covered where it can be seen: beside what lies over it, and through what is translucent', async () => {
  expect(await masksWithin('#half')).toEqual([{ top: 16, height: 32 }]);
  expect(await masksWithin('#whole')).toEqual([]);
  expect(await masksWithin('#veiled')).toEqual([{ top: 0, height: 48 }]);
});

test('an empty secret field that shows its placeholder has nothing to cover until one may type into it', async () => {
  expect(await masksWithin('#unfilled')).toEqual([]);
  await page.locator('#unfilled input').focus();
  expect(await masksWithin('#unfilled')).toEqual([{ top: 0, height: 48 }]);
});
