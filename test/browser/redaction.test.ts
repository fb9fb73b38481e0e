import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import type { RedactionRules } from '../../lib/contracts/redaction/policy.ts';
import { openRecordingBench, press, type Recorded, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.server.setPolicy({}));

const typed = 'reply.here@example.org';
const seeds = ['emily.fowler@example.com', 'Emily Fowler', '4111 1111', '20 7946', typed, 'desk@example.net'];
const address = 'sensitive.html?user=ann%40example.com';

type Places = Record<'mail' | 'person' | 'card' | 'phone' | 'goods' | 'heading', Rectangle>;

/** Where words are on the page, in CSS pixels. */
async function places(page: Page): Promise<Places> {
  const box = async (selector: string) => {
    const found = await page.locator(selector).boundingBox();
    if (!found) throw new Error(`There is no ${selector}`);
    return found;
  };
  return {
    mail: await box('#mail'),
    person: await box('#person'),
    goods: await box('#goods'),
    card: await box('#card'),
    heading: await box('#heading'),
    // In a closed shadow tree, which keeps its own from us.
    phone: { x: 600, y: 301, width: 120, height: 15 },
  };
}

async function useCustomers(rules: Partial<RedactionRules>): Promise<Recorded & { at: Places }> {
  bench.server.setPolicy(rules);
  let at: Places | undefined;
  const recorded = await bench.record(
    address,
    async (page) => {
      at = await places(page);
      await press(page.getByRole('button', { name: 'Open' }));
      await page.getByLabel('Reply to').click();
      await page.keyboard.type(typed);
      await press(page.frameLocator('iframe').getByRole('button', { name: 'Answer' }));
      await press(page.getByRole('button', { name: 'Send' }));
    },
    { keepTyped: true },
  );
  if (!at) throw new Error('Nothing was done');
  return { ...recorded, at };
}

const told = ({ actions }: Recorded) =>
  decodeURIComponent(
    JSON.stringify(actions.map(({ thumbnail: _picture, screenshot: _reference, ...rest }) => rest)),
  );

/** In the last click's picture: covered, or with words in it. */
async function looks(recorded: Recorded, place: Rectangle): Promise<'covered' | 'readable' | 'even'> {
  const seen = await bench.look(recorded.of('click').at(-1), place);
  if (seen.unevenness > 10) return 'readable';
  return Math.max(seen.red, seen.green, seen.blue) < 70 ? 'covered' : 'even';
}

async function allLooks(recorded: Recorded & { at: Places }) {
  const all: Record<string, string> = {};
  for (const [name, place] of Object.entries(recorded.at)) all[name] = await looks(recorded, place);
  return all;
}

/** What a frame may send that knows of no order; and without a moment, of which there is a picture. */
async function sendTyped(value: string): Promise<void> {
  const detail = { kind: 'input', field: { value, masked: false, length: value.length } };
  const page = { url: `${bench.pages.url}/sensitive.html`, title: '' };
  const message = { type: 'action', id: randomUUID(), action: { at: Date.now(), page, detail } };
  await bench.browser.panel.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
}

/** The service worker asks the server as it does every half minute. */
async function takeEffect(what: (state: Awaited<ReturnType<RecordingBench['browser']['state']>>) => boolean) {
  await bench.browser.panel.evaluate("chrome.alarms.create('policy', { when: Date.now() })");
  await expect.poll(async () => what(await bench.browser.state()), { timeout: 20_000 }).toBe(true);
}

test('what is sensitive on a page, in its frames and in what is typed is neither told nor to be seen', async () => {
  const recorded = await useCustomers({});
  const text = told(recorded);
  for (const seed of [...seeds, 'ann@example.com']) expect(text).not.toContain(seed);
  expect(await allLooks(recorded)).toEqual({
    mail: 'covered',
    person: 'covered',
    card: 'covered',
    phone: 'covered',
    goods: 'readable',
    heading: 'readable',
  });
  const masks = recorded.of('click').at(-1)?.screenshot?.masks ?? [];
  // E-mail in three pieces, person, card in three, phone, typed address, and that in the frame; nothing that is hidden
  // or empty.
  expect(masks.length).toBeLessThan(14);
  expect(masks.filter(({ x, y }) => x >= 590 && y < 60)).toEqual([]);
  expect(recorded.steps.map(({ value }) => value?.text)).toContain('an e-mail address');
});

test('the control: with its category off and no such rule it is told, and to be seen', async () => {
  const off = { contact: false, personal: false, financial: false };
  const recorded = await useCustomers({ categories: off });
  const text = told(recorded);
  for (const seed of [typed, 'ann@example.com']) expect(text).toContain(seed);
  expect(new Set(Object.values(await allLooks(recorded)))).toEqual(new Set(['readable']));
});

/** Begins to type into each of four fields, and presses a button while none of the values is finished. */
async function beginTyping(rules: Partial<RedactionRules> = {}): Promise<Record<string, string>> {
  bench.server.setPolicy(rules);
  const at = new Map<string, Rectangle>();
  const recorded = await bench.record(
    'sensitive.html',
    async (page) => {
      await page.evaluate(() => {
        const field = (label: string, more = '') =>
          `<p><label>${label}<br><input ${more} style="font:20px sans-serif;width:200px;border:0;outline:0"></label></p>`;
        document.body.innerHTML = `${field('Where to', 'type="email"')}${field('Who', 'autocomplete="name"')}${field('Full name')}${field('Quantity')}<button>Send</button>`;
      });
      for (const label of ['Where to', 'Who', 'Full name', 'Quantity']) {
        await page.getByLabel(label).click();
        await page.keyboard.type('mimimi');
        const box = await page.getByLabel(label).boundingBox();
        if (box) at.set(label, { ...box, width: 60 });
      }
      await press(page.getByRole('button', { name: 'Send' }));
    },
    { keepTyped: true },
  );
  const seen: Record<string, string> = {};
  for (const [label, place] of at) seen[label] = await looks(recorded, place);
  return seen;
}

test('a value that is still being typed is covered where the field says what it will be', async () => {
  expect(await beginTyping()).toEqual({
    'Where to': 'covered',
    Who: 'covered',
    'Full name': 'covered',
    Quantity: 'readable',
  });
});

test('control: where the company hides none of that, its beginning is to be seen', async () => {
  const seen = await beginTyping({ categories: { contact: false, personal: false } });
  expect(new Set(Object.values(seen))).toEqual(new Set(['readable']));
});

test('of a page full of what is sensitive nothing is to be seen', async () => {
  const at: Rectangle[] = [];
  const recorded = await bench.record('sensitive.html', async (page) => {
    await page.evaluate(() => {
      const row = '<td style="padding:0 9px"><span>ann@example.com</span></td>'.repeat(12);
      document.body.innerHTML = `<button>Send</button><table style="font:9px/12px monospace;border-spacing:0">${`<tr>${row}</tr>`.repeat(48)}</table>`;
    });
    const cells = page.locator('span');
    expect(await cells.count()).toBe(48 * 12);
    for (const place of [0, 11, 250, 399, 400, 500, 563, 564, 575]) {
      const box = await cells.nth(place).boundingBox();
      if (box) at.push(box);
    }
    await press(page.getByRole('button', { name: 'Send' }));
  });
  const seen = [];
  for (const place of at) seen.push(await looks(recorded, place));
  expect(seen).toEqual(Array.from({ length: 9 }, () => 'covered'));
  expect(recorded.of('click').at(-1)?.screenshot?.masks.length).toBeLessThanOrEqual(500);
});

test('a change of the policy takes effect while recording: words of its own, telling, and keeping back', async () => {
  const { panel } = bench.browser;
  const always = [{ match: 'wildcard' as const, text: 'halc*' }];
  const send = (page: Page) => press(page.getByRole('button', { name: 'Send' }));
  const recorded = await bench.record(
    address,
    async (page) => {
      await send(page);
      await sendTyped('Coffee');
      expect(await panel.getByText('Covered in the picture').count()).toBe(0);
      bench.server.setPolicy({ action: 'notify', always });
      await takeEffect(({ recording }) => recording?.action === 'notify');
      await send(page);
      await panel.getByText(/^Covered in the picture: .*a private term/).waitFor();
      expect(await panel.textContent('body')).not.toContain('Halcyon');
      bench.server.setPolicy({ action: 'block-upload', always });
      await takeEffect(({ recording }) => recording?.action === 'block-upload');
      await sendTyped('Tea');
      await panel.getByText('Not sent: what you gave. The page could not be looked through').waitFor();
      await page.getByLabel('Reply to').fill('');
      await page.getByLabel('Reply to').pressSequentially(`to ${typed}`);
      await send(page);
      await panel
        .getByText(/^Not sent: what you gave, and the picture. It holds an e-mail address/)
        .waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await panel.emulateMedia({ colorScheme });
        expect((await new AxeBuilder({ page: panel }).analyze()).violations).toEqual([]);
      }
    },
    { keepTyped: true },
  );
  const clicks = recorded.of('click').filter(({ target }) => target?.name === 'Send');
  expect(clicks.map(({ screenshot }) => screenshot !== undefined)).toEqual([true, true, false]);
  expect(clicks.map(({ thumbnail }) => thumbnail !== undefined)).toEqual([true, true, false]);
  const [coffee, tea] = recorded.of('input');
  const input = recorded.of('input').at(-1);
  expect(coffee?.detail).toMatchObject({ field: { value: 'Coffee' } });
  for (const kept of [tea, input])
    expect(kept?.detail).toEqual({ kind: 'input', field: { masked: true, length: 0 } });
  expect(input?.screenshot).toBeUndefined();
});

test('a site that may not be recorded leaves nothing, in a frame of another page neither; the panel says so', async () => {
  const { panel } = bench.browser;
  bench.server.setPolicy({ sites: [{ host: 'localhost', recording: 'block' }] });
  const elsewhere = bench.pages.url.replace('127.0.0.1', 'localhost');
  let frame: Rectangle | null = null;
  const recorded = await bench.record('sensitive.html', async (page) => {
    frame = await page.locator('iframe').boundingBox();
    await press(page.frameLocator('iframe').getByRole('button', { name: 'Answer' }));
    // What a site makes of itself has no address, and is blocked like it.
    await page.frames()[1]?.evaluate(() => {
      for (const sandbox of [undefined, 'allow-scripts']) {
        const inner = document.createElement('iframe');
        if (sandbox) inner.sandbox.value = sandbox;
        inner.srcdoc = `<button>Inner ${sandbox ?? 'frame'}</button>`;
        document.body.prepend(inner);
      }
    });
    for (const at of [0, 1])
      await press(page.frameLocator('iframe').frameLocator('iframe').nth(at).getByRole('button'));
    // Nor does it let anything else be recorded that stands in it.
    await page.frames()[1]?.evaluate((url) => {
      const allowed = document.createElement('iframe');
      allowed.src = url;
      document.body.prepend(allowed);
    }, `${bench.pages.url}/child.html`);
    const allowed = page.frameLocator('iframe').frameLocator('iframe').nth(0);
    await press(allowed.getByRole('button', { name: 'Send it' }));
    await press(page.getByRole('button', { name: 'Send' }));
    await page.goto(`${elsewhere}/chat.html`);
    await panel.getByText('your company does not let localhost be recorded').waitFor();
    await press(page.getByRole('button', { name: 'Answer' }));
    const opening = page.waitForEvent('popup');
    await page.evaluate(() => {
      open('about:blank')?.document.write('<button>Made</button>');
    });
    const made = await opening;
    await press(made.getByRole('button', { name: 'Made' }));
    await made.close();
    await page.goto(`${bench.pages.url}/menu.html`);
    await expect.poll(() => panel.getByText('Not recorded here').count()).toBe(0);
  });
  expect(recorded.text).not.toContain('localhost');
  expect(recorded.of('click').map(({ target }) => target?.name)).toEqual(['Send']);
  expect(recorded.of('navigate').map(({ page }) => page.url)).toEqual([
    `${bench.pages.url}/sensitive.html`,
    `${bench.pages.url}/menu.html`,
  ]);
  const { x = 0, y = 0, width = 0, height = 0 } = frame ?? {};
  expect(await looks(recorded, { x, y, width, height })).toBe('covered');
  expect(bench.server.screenshots.size).toBeGreaterThan(0);
});

test('where the company does not let what is typed be kept, the switch says so and nothing is', async () => {
  const { panel } = bench.browser;
  bench.server.setPolicy({ locked: true });
  // Asked for when a recording starts: the first one shows it.
  const recorded = await bench.record(
    'sensitive.html',
    async (page) => {
      await panel.getByText('What you type is hidden').waitFor();
      await page.getByLabel('Reply to').click();
      await page.keyboard.type('Coffee');
      await press(page.getByRole('button', { name: 'Send' }));
      await sendTyped('Coffee');
    },
    { keepTyped: true },
  );
  expect(recorded.of('input')).toHaveLength(2);
  expect(told(recorded)).not.toContain('Coffee');
  const keep = panel.getByRole('switch', { name: /Keep what I type/ });
  await panel.getByText('Your company’s redaction policy does not let what is typed be kept').waitFor();
  await keep.focus();
  await panel.keyboard.press('Space');
  expect(await keep.isChecked()).toBe(false);
  expect(await keep.getAttribute('aria-disabled')).toBe('true');
});
