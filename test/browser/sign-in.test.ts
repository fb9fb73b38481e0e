import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchRecorder, type RecorderBrowser } from '../../cli/browser/launch-recorder.ts';
import { type CaptureServer, startCaptureServer } from './capture-server.ts';

let browser: RecorderBrowser;
let server: CaptureServer;
beforeAll(async () => {
  [server, browser] = await Promise.all([startCaptureServer(), launchRecorder()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  await browser.panel.evaluate("chrome.runtime.sendMessage({ type: 'panel/cancel-sign-in' })");
  await browser.panel.evaluate("chrome.runtime.sendMessage({ type: 'panel/sign-out' })");
  await browser.panel.getByLabel('Server address').waitFor();
  server.requests.length = 0;
  server.decide('wait');
});

const polls = () => server.requests.filter(({ path }) => path === '/oidc/token').length;
const ask = async () => {
  await browser.panel.getByLabel('Server address').fill(server.url);
  await browser.panel.getByRole('button', { name: 'Sign in' }).click();
  await browser.panel.getByLabel('Code').waitFor();
};
const cancel = () => browser.panel.getByRole('button', { name: /Cancel|Start again/ }).click();

test('the panel shows the code, opens the approval page, and is signed in once somebody approved', async () => {
  const { panel, context } = browser;
  await ask();
  expect(await panel.getByLabel('Code').textContent()).toBe('BCDFG-HJKLM');
  const violations = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await panel.emulateMedia({ colorScheme });
    violations.push(...(await new AxeBuilder({ page: panel }).analyze()).violations.map(({ id }) => id));
  }
  expect(violations).toEqual([]);
  const opened = context.waitForEvent('page');
  await panel.getByRole('button', { name: 'Open the approval page' }).click();
  const approval = await opened;
  await expect.poll(() => approval.url()).toBe(`${server.url}/approval?user_code=BCDFG-HJKLM`);
  await approval.close();
  await expect.poll(polls, { timeout: 10_000 }).toBeGreaterThan(1);
  server.decide('approve');
  await panel.getByRole('button', { name: 'Start recording' }).waitFor();
  expect((await browser.state()).account).toMatchObject({ name: 'Mira', email: 'mira@example.org' });
  await panel.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => server.requests.some(({ path }) => path === '/oidc/token/revocation')).toBe(true);
});

test('told to slow down, it asks less often', async () => {
  server.decide('slow-down');
  await ask();
  await expect.poll(polls, { timeout: 10_000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  expect(polls()).toBe(1);
  await cancel();
});

test('a refusal is told in words, and one can start again', async () => {
  server.decide('refuse');
  await ask();
  await browser.panel.getByText('The sign-in was refused.').waitFor();
  await cancel();
  await browser.panel.getByLabel('Server address').waitFor();
});

test('cancelled, it asks no more', async () => {
  await ask();
  await cancel();
  await browser.panel.getByLabel('Server address').waitFor();
  const before = polls();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(polls()).toBe(before);
  expect((await browser.state()).signIn).toBeUndefined();
});

test('a killed worker goes on waiting for the approval', async () => {
  await ask();
  await browser.killServiceWorker();
  server.decide('approve');
  await browser.panel.getByRole('button', { name: 'Start recording' }).waitFor();
});

test('what is no server is told so', async () => {
  await browser.panel.getByLabel('Server address').fill('http://127.0.0.1:9');
  await browser.panel.getByRole('button', { name: 'Sign in' }).click();
  await browser.panel.getByRole('alert').getByText('The server cannot be reached.').waitFor();
});
