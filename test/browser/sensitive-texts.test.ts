import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireChromium } from '../../cli/browser/find-chromium.ts';
import type { SensitiveText } from '../../extension/messages.ts';

/** What the recorder reads and covers, in a page without the extension; its worker knows “hush” and “hush hush” alone. */
async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { createSensitiveTexts } from './extension/recording/text/sensitive-texts.ts';
        import { discoverPage } from './extension/recording/page/discovery.ts';
        import { fieldsInView } from './extension/recording/page/masks.ts';
        import { watchPageChanges } from './extension/recording/page/page-changes.ts';
        globalThis.chrome ??= {};
        globalThis.asked = [];
        const judge = ({ text }) =>
          [...text.matchAll(/hush( hush)*/g)].map(({ 0: found, index }) => ({ kind: 'term', start: index, end: index + found.length }));
        const round = ({ x, y, width, height }) => ({ x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) });
        const discovery = discoverPage({ isUsed: () => true, onAdditions: () => changes.noteAdditions() });
        const changes = watchPageChanges(() => undefined);
        let texts;
        let pictures = 0;
        globalThis.renew = () => {
          discovery.stop();
          discovery.begin();
          globalThis.asked = [];
          texts = createSensitiveTexts(async (given) => {
            globalThis.asked.push(...given);
            globalThis.onAsked?.();
            return globalThis.silent ? undefined : given.map(judge);
          });
        };
        globalThis.forget = () => texts.forget();
        globalThis.cover = async (keepTyped = true) => {
          const hasChanged = changes.hasChanged();
          changes.watch(String((pictures += 1)));
          await discovery.complete();
          await texts.look({ keepTyped, hasChanged, knowsFloating: discovery.knowsFloating() });
          const { masks, kinds, unjudged } = texts.masks(changes.hasChanged());
          return { masks: masks.map(round), kinds, unjudged };
        };
        globalThis.fields = (keepTyped = true) => fieldsInView(keepTyped).masks.map(round);`,
      resolveDir: join(import.meta.dirname, '../..'),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

interface Covered {
  readonly masks: { x: number; y: number; width: number; height: number }[];
  readonly kinds: string[];
  readonly unjudged: boolean;
}

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await requireChromium(), args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  await page.addInitScript({ content: await bundle() });
});
afterAll(() => browser.close());

async function show(body: string): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(`<!doctype html><style>body{margin:0;font:16px/20px monospace}</style>${body}`);
  await page.evaluate('renew()');
}
const cover = (): Promise<Covered> => page.evaluate('cover()');
const asked = (): Promise<SensitiveText[]> => page.evaluate('asked');
const count = async (body: string): Promise<number> => {
  await show(body);
  return (await cover()).masks.length;
};

test('a text is read as it is shown: in one piece across inline elements, apart across others, white space folded', async () => {
  await show('<p style="margin:0">a <b>hu</b><i>sh\n    hu<u>sh</u></i> b</p><div>one</div><div>two</div>');
  const { masks, kinds } = await cover();
  expect((await asked()).map(({ text }) => text).sort()).toEqual(['a hush hush b', 'one', 'two']);
  expect(kinds).toEqual(['term']);
  const [first] = masks;
  expect(first).toMatchObject({ x: 19, height: expect.any(Number) });
  expect(masks.reduce((sum, { width }) => sum + width, 0)).toBeGreaterThanOrEqual(86);
});

test('what stands over, before or beside a text is its label', async () => {
  await show(`<table><thead><tr><th>Id<th>Phone</tr></thead><tbody><tr><td>7<td>070 1</tr></tbody></table>
    <table><tr><td>Born<td>1980</table><dl><dt>Account<dd>4711</dl><div><span><b>x</b></span></div>
    <section><div><b>Code</b></div><div><span style="display:block">12</span></div></section>
    <form><div><label>Full name <input value="Ann"></label></div><div><label>E-mail <input></label></div></form>`);
  await cover();
  const labels = Object.fromEntries((await asked()).map(({ text, label }) => [text.trim(), label]));
  expect(labels).toMatchObject({ '070 1': 'Phone', '1980': 'Born', '4711': 'Account', '12': 'Code' });
  expect(labels).toMatchObject({ Ann: 'Full name' });
  for (const label of ['Phone', 'E-mail']) expect(labels).toHaveProperty([label], undefined);
});

test.each([
  [
    'cut off by what it is in',
    '<div style="width:50px;height:20px;overflow:hidden"><p>a</p><p>hush</p></div>',
    0,
  ],
  ['hidden', '<p style="visibility:hidden">hush</p><p style="display:none">hush</p>', 0],
  ['under something opaque', '<p>hush</p><div style="position:absolute;inset:0;background:#fff"></div>', 0],
  [
    'under something translucent',
    '<p>hush</p><div style="position:absolute;inset:0;background:#0003"></div>',
    1,
  ],
  [
    'shown beyond a box that does not clip it',
    '<div style="width:9px;height:9px;white-space:pre">   hush</div>',
    1,
  ],
  [
    'positioned out of a box that clips',
    '<div style="height:0;overflow:hidden"><p style="position:absolute">hush</p></div>',
    1,
  ],
  [
    'in a script, a style or a closed list',
    '<script>"hush"</script><style>.hush{}</style><select><option>a<option>hush</select>',
    0,
  ],
])('a text that is %s is covered as far as it is seen', async (_, body, expected) => {
  expect(await count(body)).toBe(expected);
});

test('of a long page only what is in view is read, and a dialog from far down', async () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `<tr><td>row ${at}<td>hush</tr>`).join('');
  const dialog =
    '<tr><td><div role="dialog" style="position:fixed;inset:100px;background:#eee">hush in front</div></tr>';
  await show(`<table>${rows}${dialog}</table>`);
  const { masks } = await cover();
  const texts = (await asked()).map(({ text }) => text);
  expect(texts).toContain('hush in front');
  expect(texts).toContain('row 3');
  expect(texts).not.toContain('row 2000');
  expect(masks.length).toBeLessThan(40);
});

const cards = (many: number) => '<div style="height:60px"><i>card</i></div>'.repeat(many);
const below = (style: string, inner: string) =>
  `<div style="height:3000px">high</div><section><p>one</p><div style="${style}">${inner}</div></section>`;
test.each([
  ['by its own style', below('', '<div style="position:absolute;top:80px;left:20px">hush</div>')],
  ['fixed to the window', below('', '<p style="position:fixed;top:80px">hush</p>')],
  ['moved out of a part that is not', below('', '<p style="transform:translateY(-3000px)">hush</p>')],
  ['drawn higher than laid out', below('', '<p style="position:relative;top:-3000px">hush</p>')],
  [
    'beside a panel that was slid away',
    '<aside style="position:fixed;left:-400px;width:300px"><p>menu</p><div style="position:fixed;left:30px;top:40px"><b>hush</b></div></aside>',
  ],
  [
    'among many that follow each other below the view',
    below('', `${'<p>row</p>'.repeat(400)}<div><p style="position:absolute;top:90px">hush</p></div>`),
  ],
  [
    'kept there at the end of a list',
    `${cards(40)}<div style="position:sticky;bottom:0"><b>hush</b></div><div></div>`,
  ],
  [
    'kept there in the last row of a table',
    `<table><tbody>${'<tr><td>card</tr>'.repeat(99)}</tbody><tfoot><tr><td style="position:sticky;bottom:0">hush</tr></tfoot></table>`,
  ],
  [
    'drawn upwards from the end of a list',
    `${cards(40)}<div style="margin-top:-2000px"><b>hush</b></div><div style="margin-top:2000px"></div>`,
  ],
  [
    'drawn upwards out of a part that is not',
    below('display:flow-root', '<p style="margin-top:-2980px">hush</p>'),
  ],
  [
    'turned upwards out of a part that is not',
    below('', '<p style="rotate:180deg;transform-origin:50% -1450px">hush</p>'),
  ],
])('what stands in view %s is covered, though what it is in lies out of view', async (_, body) => {
  await show(body);
  const { masks } = await cover();
  expect(masks).toHaveLength(1);
  expect((await asked()).filter(({ text }) => text === 'row').length).toBe(0);
});

test.each([
  ['a class', "late.className = 'out'"],
  ['a style', "late.style.cssText = 'position:fixed;top:50px'"],
  ['a role', "late.role = 'dialog'"],
  ['being opened', 'late.open = true'],
  ['a class around it', "wrap.className = 'opens'"],
  ['a class of the whole page', "document.body.className = 'opens'"],
  [
    'a class among very many changes',
    "for (let at = 0; at < 6000; at += 1) other.className = 'is' + at; late.className = 'out'",
  ],
])(
  'what %s takes out of the page’s flow long after something else changed is found as well',
  async (_, change) => {
    await show(
      `<style>.out,.opens details,[role=dialog],[open]{position:absolute;top:50px}</style><b id="other">x</b>
    ${below('', '<p>one</p><div id="wrap"><details id="late"><summary>hush</summary></details></div>')}`,
    );
    expect((await cover()).masks).toEqual([]);
    await page.evaluate("other.className = 'pressed'");
    await page.waitForTimeout(50);
    await page.evaluate(change);
    expect((await cover()).masks).toHaveLength(1);
  },
);

test('the heads of a table that stay where they are while it is scrolled are covered', async () => {
  await show(
    `<table><thead><tr><th style="position:sticky;top:0">hush</tr></thead>${'<tr><td>row</tr>'.repeat(99)}</table>`,
  );
  await page.evaluate('scrollTo(0, 900)');
  expect((await cover()).masks).toHaveLength(1);
});

const late = '<div style="position:fixed;top:0"><b>hush</b></div>';
/** Of a page that is there at once, on a machine where so many milliseconds pass between two looks at the clock. */
async function coverAtOnce(body: string, milliseconds: number): Promise<Covered> {
  await show('');
  return page.evaluate(`
    document.body.innerHTML = ${JSON.stringify(body)};
    renew();
    const now = performance.now;
    let passed = 0;
    performance.now = () => (passed += ${milliseconds});
    cover().finally(() => { performance.now = now; })`);
}

test('on a page of hundreds of elements that has only just come, what floats within what is out of view is covered', async () => {
  const entries = `<div style="height:40px">${'<i>x</i>'.repeat(20)}</div>`.repeat(30);
  const { masks } = await coverAtOnce(`${entries}<section><p>one</p>${late}</section><div></div>`, 1);
  expect(masks).toHaveLength(1);
});

test('where it takes too long to find out what floats, no entry of a list is passed over unasked', async () => {
  expect((await coverAtOnce(`${cards(1_500)}${late}<div></div>`, 3_600_000)).masks).toHaveLength(1);
});

test('of a list whose entries do not lie below each other none is passed over for those before it', async () => {
  const entries = Array.from({ length: 60 }, (_, at) => `<p style="margin:0">${at === 40 ? 'hush' : at}</p>`);
  await show(`<div style="display:flex;flex-direction:column-reverse">${entries.join('')}</div>`);
  expect((await cover()).masks).toHaveLength(1);
  await show(`<div style="columns:4;height:400px">${entries.join('')}</div>`);
  expect((await cover()).masks).toHaveLength(1);
});

const lines = Array.from({ length: 100 }, (_, at) => `<p style="margin:0">line ${at} hush</p>`).join('');
test.each([
  [
    'page whose elements are as high as the window',
    `<style>html,body,#root{height:100%}</style><div id="root"><main>${lines}</main></div>`,
  ],
  [
    'shell of the window’s height that lays out its parts in a row',
    `<div style="display:flex;height:100vh"><nav style="width:90px">menu</nav><div style="flex:1">${lines}</div></div>`,
  ],
  [
    'text that stands in the body itself',
    `<style>html,body{height:100%}</style>${lines.replaceAll(/<\/?p[^>]*>/g, '<br>')}`,
  ],
])('scrolled to what lies beyond the box of a %s, it is covered', async (_, body) => {
  await show(body);
  await page.evaluate('scrollTo(0, 1000)');
  // Lines of twenty pixels, or of forty.
  expect((await cover()).masks.length).toBeGreaterThanOrEqual(15);
});

test('of a text of very many lines what is in view is judged, wherever it begins', async () => {
  const log = (last: string) => Array.from({ length: 1_500 }, (_, at) => `${at} ${'x'.repeat(60)} ${last}`);
  await show(`<pre style="margin:0">${log('hush').join('\n')}</pre>`);
  await page.evaluate('scrollTo(0, 1e6)');
  const { masks } = await cover();
  expect(masks).toHaveLength(30);
  expect(masks.every(({ width }) => width < 50)).toBe(true);
  await show(`<pre style="margin:0">${log('open').join('\n')}</pre>`);
  await page.evaluate('scrollTo(0, 1e6)');
  expect((await cover()).masks).toEqual([]);
  const area = (end: string) =>
    `<textarea aria-label="Log">${log('open').slice(0, 500).join('\n')}${end}</textarea>`;
  expect(await count(area(''))).toBe(0);
  expect(await count(area('hush'))).toBe(1);
  expect(await count(area(' open'.repeat(20_000)))).toBe(1);
});

test('a list that shows its options is covered for any of them', async () => {
  const options = '<option selected>one<option>hush';
  expect(await count(`<select>${options}</select>`)).toBe(0);
  expect(await count(`<select size="2">${options}</select>`)).toBe(1);
  expect(await count(`<select multiple>${options}</select>`)).toBe(1);
});

test('however many texts are sensitive, all are covered; very many with the whole frame', async () => {
  const cells = (rows: number) =>
    `<table style="font-size:8px;line-height:10px;border-spacing:0">${`<tr>${'<td style="padding:0 4px">hush'.repeat(12)}</tr>`.repeat(rows)}</table>`;
  await show(cells(48));
  const { masks } = await cover();
  const places = await page.locator('td').evaluateAll((all) =>
    all.map((cell) => {
      const range = new Range();
      range.selectNodeContents(cell);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }),
  );
  expect(places).toHaveLength(48 * 12);
  const isCovered = (place: { x: number; y: number }) =>
    masks.some(
      ({ x, y, width, height }) => place.x > x && place.x < x + width && place.y > y && place.y < y + height,
    );
  expect(places.filter((place) => !isCovered(place))).toEqual([]);
  await show(
    `<div style="font-size:4px;line-height:6px;width:800px">${'<b>hush</b> x '.repeat(4_000)}</div>`,
  );
  expect((await cover()).masks).toEqual([{ x: 0, y: 0, width: 800, height: 600 }]);
});

test('what was judged by the policy before does not hold by the next', async () => {
  await show('<p>open</p>');
  await page.evaluate('onAsked = forget');
  expect((await cover()).masks).toHaveLength(1);
  await page.evaluate('onAsked = undefined');
  expect((await cover()).masks).toEqual([]);
});

test('what is known is not asked about again; what nobody judged in time is covered whole', async () => {
  await show('<p id="one">hush</p><p id="two">open</p>');
  await cover();
  expect(await asked()).toHaveLength(2);
  await page.evaluate("document.querySelector('#two').firstChild.data = 'open too'");
  expect((await cover()).masks).toHaveLength(1);
  expect(await asked()).toHaveLength(3);
  // While the worker judges, the page goes on.
  await page.evaluate("onAsked = () => { two.firstChild.data = 'changed' }; two.firstChild.data = 'again'");
  expect((await cover()).masks).toHaveLength(2);
  await page.evaluate('onAsked = undefined; silent = true; renew()');
  expect(await cover()).toMatchObject({ masks: [{}, {}], unjudged: true });
  await page.evaluate('silent = false');
  expect(await cover()).toMatchObject({ masks: [{}], unjudged: false });
});

test('what is rendered anew with the same words is covered where it stands then', async () => {
  await show('<div id="row"><p>one</p><p>hush</p></div>');
  const [before] = (await cover()).masks;
  await page.evaluate('row.innerHTML = \'<p>one</p><p style="margin-left:90px">hush</p>\'');
  const { masks } = await cover();
  expect(masks).toHaveLength(1);
  expect(masks[0]?.x).toBe((before?.x ?? 0) + 90);
  // The same words again, otherwise divided.
  await page.evaluate("row.firstChild.firstChild.data = 'onehu'; row.lastChild.firstChild.data = 'sh'");
  expect((await cover()).masks).toEqual([]);
  await page.evaluate("row.lastChild.firstChild.data = 'no'; row.firstChild.firstChild.data = 'hush'");
  expect((await cover()).masks).toMatchObject([{ x: before?.x }]);
});

test('what is dragged away is not what a placeholder with the same words shows', async () => {
  await show('<div id="from"><p>one</p><p>hush</p></div><div id="to" style="margin:50px"></div>');
  const [before] = (await cover()).masks;
  await page.evaluate(
    'const [, dragged] = from.children; from.append(dragged.cloneNode(true)); to.append(dragged)',
  );
  const { masks } = await cover();
  expect(masks).toHaveLength(2);
  expect(masks).toContainEqual(before);
});

test('what was read apart is read in one piece once it is laid out so', async () => {
  await show(
    '<style>span{display:block}.row span,.wide span{display:inline}</style><div id="row"><span>hu</span><span>sh</span></div>',
  );
  expect((await cover()).masks).toEqual([]);
  await page.evaluate("row.className = 'row'");
  expect((await cover()).masks).toHaveLength(2);
  await page.evaluate("row.className = ''");
  expect((await cover()).masks).toEqual([]);
  await page.evaluate("document.body.className = 'wide'");
  expect((await cover()).masks).toHaveLength(2);
});

test('a text is asked about again when what stands over it has become another word', async () => {
  await show('<table><thead><tr><th id="head">Product</tr></thead><tr><td>Zorvik Blantrem</tr></table>');
  await cover();
  await cover();
  expect(await asked()).toHaveLength(2);
  await page.evaluate("head.firstChild.data = 'Customer'");
  await cover();
  expect((await asked()).slice(2)).toContainEqual({ text: 'Zorvik Blantrem', label: 'Customer' });
});

test('a date that is typed by half shows, and is covered where nothing that is typed is kept', async () => {
  await show('<input type="date" aria-label="Born"><input aria-label="Town">');
  const shown = () => page.evaluate<unknown[]>('fields(false)').then(({ length }) => length);
  expect(await shown()).toBe(0);
  await page.getByLabel('Born').focus();
  await page.keyboard.type('12');
  expect(await shown()).toBe(1);
  await page.getByLabel('Town').focus();
  expect(await shown()).toBe(1);
});

test('a field’s value is covered where it is sensitive, and a secret field where there is something in it', async () => {
  await show(`<input aria-label="Note" value="so hush"><input aria-label="Town" value="Oslo">
    <select><option>one<option selected>hush</select><input type="submit" value="hush"><input type="password">`);
  expect((await cover()).masks).toHaveLength(3);
  const secrets = () => page.evaluate<unknown[]>('fields()').then(({ length }) => length);
  expect(await secrets()).toBe(0);
  await page.locator('[type=password]').focus();
  expect(await secrets()).toBe(1);
  await page.keyboard.type('x');
  await page.getByLabel('Town').focus();
  expect(await secrets()).toBe(1);
});
