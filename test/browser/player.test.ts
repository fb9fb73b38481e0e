import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Hand } from '../../cli/player/human-input.ts';
import { playScript, type Script } from '../../cli/player/play-script.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';

const quick = { moveSteps: 1, beforePress: 0, press: 1, betweenKeys: 0, afterStep: 0 };
const html = `<!doctype html><title>Cart</title>
<button id="order" onclick="document.title = 'Ordered'">Place order</button>
<button id="gone" hidden>Refund</button>
<label><input type="checkbox" id="gift" style="position:absolute;opacity:0;z-index:-1"> Gift</label>
<div style="margin-top:200px"><button id="below">Pay</button></div>
<div id="curtain" style="position:fixed;left:0;right:0;top:150px;bottom:0;background:#0008">We use cookies</div>`;

let server: Server;
let browser: Browser;
let page: Page;
let url: string;

beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cart`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
});
beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(url);
});

const at = { offsetX: 5, offsetY: 5 };
const failure = (...steps: Script['steps']): Promise<Error> =>
  playScript(page, { title: '', timeout: 300, steps }, new Hand(quick), () => undefined).then(
    () => {
      throw new Error('It was played');
    },
    (error: Error) => error,
  );

test('an address that is not reached is told with the one that is shown', async () => {
  const wanted = `${url}/thanks`;
  const error = await failure(
    { type: 'waitForElement', selectors: ['#order'] },
    {
      type: 'click',
      selectors: [['aria/Place order'], ['#order']],
      ...at,
      assertedEvents: [{ type: 'navigation', url: wanted }],
    },
  );
  expect(error.message).toBe(
    `Step 2 of the script could not be played (click “Place order”): expected the page to become ${wanted} within 10 s; it shows ${url}`,
  );
  expect(error).toMatchObject({ where: '/steps/1' });
  expect(await page.title()).toBe('Ordered');
});

test('an element that is not found is told by what each of its selectors finds', async () => {
  const error = await failure({ type: 'click', selectors: [['aria/Refund it'], ['#gone']], ...at });
  expect(error.message).toBe(
    `Step 1 of the script could not be played (click “Refund it”): expected a visible element within 0.3 s; on ${url} aria/Refund it finds nothing, #gone finds 1, not visible`,
  );
});

test('an element that something covers is told with what covers it, and is not pressed', async () => {
  const error = await failure({ type: 'click', selectors: ['#below'], ...at });
  expect(error.message).toContain(
    'expected #below to be free for the mouse within 0.3 s; <div #curtain> “We use cookies” covers it',
  );
});

test('a hidden checkbox under its label is not taken for covered', async () => {
  await playScript(
    page,
    { title: '', timeout: 300, steps: [{ type: 'click', selectors: ['#gift'], ...at }] },
    new Hand(quick),
    () => undefined,
  );
  expect(await page.isChecked('#gift')).toBe(true);
});

test('what was waited for in vain is told with what there is', async () => {
  const counted = await failure({ type: 'waitForElement', selectors: ['button'], count: 9 });
  expect(counted.message).toContain(`expected at least 9 of button within 0.3 s; there are 3 on ${url}`);
  const never = await failure({ type: 'waitForExpression', expression: 'document.title === "Done"' });
  expect(never.message).toContain('to be true within 0.3 s; it is false');
});

test('a site that does not answer is told without the driver’s call log', async () => {
  const error = await failure({ type: 'navigate', url: 'http://127.0.0.1:9/' });
  expect(error.message).toMatch(
    /^Step 1 of the script could not be played \(go to http:\/\/127\.0\.0\.1:9\/\): expected http:\/\/127\.0\.0\.1:9\/ to open; the browser could not reach it \(ERR_\w+\)$/,
  );
});
