import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordingBench, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

const name = 'Xanthe Orrin';

/** What the extension holds in memory, and what of it in its database. */
const inMemory = () =>
  bench.browser.panel.evaluate<string>('chrome.storage.session.get().then(JSON.stringify)');
const onDisk = () =>
  bench.browser.panel.evaluate<string>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('guidewright');
    opening.onerror = reject;
    opening.onsuccess = async () => {
      const all = (store) => new Promise((got) => {
        opening.result.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => got(target.result);
      });
      const stores = [...opening.result.objectStoreNames].filter((store) => store !== 'device');
      const held = await Promise.all(stores.map(all));
      opening.result.close();
      resolve(JSON.stringify(held));
    };
  })`);

/** Begins a recording in which a name was typed, and hidden. */
async function give(): Promise<void> {
  const { page, browser, pages } = bench;
  await page.goto(`${pages.url}/sensitive.html`);
  await page.bringToFront();
  await browser.start({ keepTyped: true });
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('afterbegin', '<label>Full name <input id="full"></label>');
  });
  await page.locator('#full').click();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await expect.poll(inMemory, { timeout: 10_000 }).toContain(name);
}

/** In the world of the recorder in a page's frame. */
async function askFromPage(): Promise<string> {
  const session = await bench.page.context().newCDPSession(bench.page);
  const worlds: { id: number; name: string; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await session.send('Runtime.enable');
  const world = worlds.find(({ origin }) => origin.startsWith('chrome-extension:'));
  if (!world) throw new Error('The recorder is not in the page');
  const { result } = await session.send('Runtime.evaluate', {
    contextId: world.id,
    expression:
      '(async () => JSON.stringify(await chrome.storage.session.get()))().catch(({ message }) => message)',
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return String(result.value);
}

test('what was given and hidden is in memory while the recording goes on, never on disk, and not for pages', async () => {
  await give();
  expect(await onDisk()).not.toContain(name);
  expect(await onDisk()).toContain('rec_');
  expect(await askFromPage()).not.toContain(name);
  // As Chromium stops a worker whenever it likes.
  await bench.browser.killServiceWorker();
  await bench.browser.state();
  expect(await inMemory()).toContain(name);
  await bench.browser.finish();
  expect(await inMemory()).toBe('{}');
  await bench.browser.panel.getByRole('button', { name: 'Record another' }).click();
});

test('of a recording that is discarded nothing stays', async () => {
  await give();
  await bench.browser.panel.evaluate("chrome.runtime.sendMessage({ type: 'panel/discard' })");
  expect(await inMemory()).toBe('{}');
  expect(await onDisk()).not.toContain(name);
});

test('of a recording that ended by itself nothing stays', async () => {
  await give();
  // As the sender does, which tells of it by what it finds when it asks how far the guide is.
  await bench.browser.panel.evaluate(`new Promise((resolve) => {
    indexedDB.open('guidewright').onsuccess = ({ target }) => {
      const transaction = target.result.transaction('recordings', 'readwrite');
      transaction.objectStore('recordings').openCursor().onsuccess = ({ target: { result: cursor } }) => {
        cursor.update({ ...cursor.value, phase: 'finalizing' });
      };
      transaction.oncomplete = () => {
        target.result.close();
        resolve();
      };
    };
  })`);
  bench.server.fail((method, path) => (method === 'GET' && path.includes('rec_') ? 404 : undefined));
  await bench.page.getByRole('textbox').first().click();
  await expect.poll(inMemory, { timeout: 10_000 }).toBe('{}');
  bench.server.fail(undefined);
  await bench.browser.panel.evaluate("chrome.runtime.sendMessage({ type: 'panel/dismiss' })");
});
