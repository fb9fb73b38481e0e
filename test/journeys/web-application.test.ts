import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openRecording } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';

let cloud: CloudProcess;
let browser: Browser;

beforeAll(async () => {
  cloud = await startCloudProcess();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function signedIn(
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(cloud.editorUrl);
  await page.getByLabel('E-mail').fill(cloud.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(cloud.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Guides', level: 1 }).waitFor();
  return { context, page };
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

test('a wrong password is answered in a sentence, and the right one leads to the guides with their pictures', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(cloud.editorUrl);
  await page.getByLabel('E-mail').fill(cloud.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not it at all');
  await page.keyboard.press('Enter');
  await page.getByText('The e-mail or the password is wrong.').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(cloud.password);
  await page.keyboard.press('Enter');
  const picture = page.locator('article img').first();
  await picture.waitFor();
  expect(
    await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
  ).toBeGreaterThan(100);
  await page.reload();
  await page.locator('article img').first().waitFor();
  await context.close();
});

test('a guide is opened from the list, shared by a link that a stranger can open, and revoked', async () => {
  const { context, page } = await signedIn();
  await page.locator('article a').first().click();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const url = await page.getByLabel(/Copy it now/).inputValue();
  await page
    .getByRole('button', { name: /^Revoke the link/ })
    .nth(1)
    .waitFor(); // The seeded one, and the new one.
  const stranger = await browser.newContext();
  const reader = await stranger.newPage();
  await reader.goto(url);
  await reader.getByRole('heading', { level: 1 }).waitFor();
  await page
    .getByRole('button', { name: /^Revoke the link/ })
    .first()
    .click();
  await page.getByText('Revoked', { exact: true }).waitFor();
  expect((await reader.goto(url))?.status()).toBe(410);
  await stranger.close();
  await context.close();
});

test('the steps of a running recording appear on its page while it runs', async () => {
  const { context, page } = await signedIn();
  const agent = await openRecording(cloud.apiUrl, await cloud.accessToken());
  await page.getByRole('link', { name: 'Watch live' }).first().click();
  await page.getByText('Recording live').waitFor();
  await agent.send(await agent.seal(1, [clickAction(0)]));
  await page.getByText('Action 1').waitFor();
  await agent.send(await agent.seal(2, [clickAction(1)]));
  await page.getByText('Action 2').waitFor();
  await agent.finalize(2);
  await page.getByRole('link', { name: 'Open the guide' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await context.close();
});

test.each(['light', 'dark'] as const)('axe finds nothing on any page in the %s scheme', async (scheme) => {
  const fresh = await browser.newContext({ colorScheme: scheme });
  const door = await fresh.newPage();
  await door.goto(cloud.editorUrl);
  await door.getByRole('button', { name: 'Sign in' }).waitFor();
  await expectNoViolations(door, 'sign-in');
  await door.goto(cloud.guideUrl);
  await door.getByRole('heading', { level: 1 }).waitFor();
  await expectNoViolations(door, 'published guide');
  await fresh.close();

  const { context, page } = await signedIn(scheme);
  await page.locator('article img').first().waitFor();
  await expectNoViolations(page, 'guides');
  await page.locator('article a').last().click();
  await page.getByRole('button', { name: 'Share' }).waitFor();
  await expectNoViolations(page, 'guide');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Create link' }).waitFor();
  await page.waitForTimeout(400); // The dialog fades in; half-faded text has no contrast to judge.
  await expectNoViolations(page, 'share dialog');
  const { recordingId } = await openRecording(cloud.apiUrl, await cloud.accessToken());
  await page.goto(`${cloud.editorUrl}/recordings/${recordingId}`);
  await page.getByText('Recording live').waitFor();
  await expectNoViolations(page, 'live recording');
  await context.close();
});

test('the list, a guide and its share dialog can be used by keyboard alone', async () => {
  const { context, page } = await signedIn();
  const title = await page.locator('article a').last().textContent();
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === title) break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor();
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Share') break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Share');
  await context.close();
});
