import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterRevocationSeconds } from '../../lib/contracts/share/link.ts';
import { openRecording } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { eventually } from '../cloud/eventually.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';
import { plainPicture } from '../cloud/plain-picture.ts';
import { expectNoViolations, signIn } from '../cloud/web-application.ts';

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

const signedIn = (colorScheme?: 'light' | 'dark') => signIn(browser, cloud, colorScheme);
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

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

/** Opens the share dialog of the first guide that was made. */
async function openSharing(page: Page): Promise<void> {
  await page.locator('article a').last().click();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Create link' }).waitFor();
}

test('a guide is shared by a named link that a stranger can open, and revoked after a question', async () => {
  const { context, page } = await signedIn();
  await openSharing(page);
  const name = page.getByLabel(/^Name of a new link/);
  await name.fill('A'.repeat(101));
  await page.getByText('At most 100 characters: 1 too many.').waitFor();
  await name.press('Enter');
  await expectFocus(page, 'Name of a new link (optional)');
  await name.fill('Partners');
  await page.getByRole('button', { name: 'Create link' }).click();
  const address = page.getByLabel(/^Copy “Partners” now/);
  const url = await address.inputValue();
  const row = page.getByRole('listitem').filter({ hasText: 'Partners' });
  expect(await row.textContent()).toMatch(/Open, expires .*Created by you/);
  const stranger = await browser.newContext();
  const reader = await stranger.newPage();
  await reader.goto(url);
  await reader.getByRole('heading', { level: 1 }).waitFor();

  const revoke = page.getByRole('button', { name: 'Revoke “Partners”' });
  await revoke.click();
  await page.getByText('refused 1 second later').waitFor();
  expect(await focusedText(page)).toBe('Keep it');
  await page.keyboard.press('Escape');
  await expect.poll(() => revoke.evaluate((button) => button === document.activeElement)).toBe(true);
  expect((await stranger.request.get(url)).status()).toBe(200);

  await revoke.click();
  await page.getByRole('button', { name: 'Revoke the link', exact: true }).click();
  await page.getByRole('status').getByText('“Partners” is revoked.').waitFor();
  const revoked = Date.now();
  expect(await row.textContent()).toContain('Revoked');
  expect(await address.count()).toBe(0);
  expect((await stranger.request.get(url)).status()).toBe(410);
  // What the dialog said of readers who have the page open.
  await page.waitForTimeout(Math.max(0, revoked + afterRevocationSeconds * 1_000 + 50 - Date.now()));
  expect((await reader.reload())?.status()).toBe(403);
  await reader.getByText('The link by which you came no longer works').waitFor();
  await stranger.close();
  await context.close();
});

test('making a guide private asks first when links would end, and keeps them when told to', async () => {
  const { context, page } = await signedIn();
  await openSharing(page);
  await page.getByLabel('Expires').selectOption('Never');
  await page.getByRole('button', { name: 'Create link' }).click();
  const address = page.getByLabel(/^Copy it now/);
  const url = await address.inputValue();
  await page.getByRole('dialog').getByText('Open, never expires').waitFor();
  await page.getByLabel('Private').click();
  await page.getByText('Make this guide private?').waitFor();
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  expect(await page.getByLabel('With link').isChecked()).toBe(true);
  await expectFocus(page, 'With link');
  expect(await address.inputValue()).toBe(url);
  expect((await context.request.get(url)).status()).toBe(200);

  await page.getByLabel('Private').click();
  await page.getByText('Make this guide private?').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Create link' }).waitFor();
  expect(await page.getByText('Make this guide private?').count()).toBe(0);
  await context.close();
});

const expectFocus = (page: Page, label: string) =>
  expect
    .poll(() => page.getByLabel(label, { exact: true }).evaluate((radio) => radio === document.activeElement))
    .toBe(true);

test('while it is not known whether there are links, making a guide private asks all the same; the focus stays in the dialog', async () => {
  const { context, page } = await signedIn();
  const { guideId } = await publishPartial();
  await page.goto(`${cloud.editorUrl}/guides/${guideId}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('status').getByText('Saved.').waitFor();
  await expectFocus(page, 'Public');

  const links = (url: URL) => url.pathname.endsWith(`/guides/${guideId}/links`);
  await page.route(links, (route) =>
    route.request().method() === 'OPTIONS' ? route.continue() : route.fulfill({ status: 500 }),
  );
  await page.reload();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('Name of a new link').fill('Partners');
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByText('The link could not be created').waitFor();
  expect(await page.getByLabel('Name of a new link').inputValue()).toBe('Partners');
  expect(await focusedText(page)).toBe('Create link');

  await page.getByLabel('Private').click();
  await page.getByText('Any links to it stop working for good').waitFor();
  await page.getByRole('button', { name: 'Make it private' }).click();
  await page.getByText('Make this guide private?').waitFor({ state: 'hidden' });
  await expectFocus(page, 'Private');
  await context.close();
});

test('Markdown is downloaded with its pictures, from where no page may read it', async () => {
  const { context, page } = await signedIn();
  await page.locator('article a').last().click();
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Markdown' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^[a-z-]+\.zip$/);
  const files = unzipSync(await readFile(await download.path()));
  const text = new TextDecoder().decode(files['guide.md']);
  const named = [...text.matchAll(/\(<(images\/.+?)>\)/g)].map(([, name]) => name ?? '');
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect((await sharp(files[name]).metadata()).width).toBeGreaterThan(300);
  await page.getByRole('status').getByText(download.suggestedFilename()).waitFor();
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
  await page.getByRole('link', { name: 'Open the guide' }).waitFor();
  const heading = page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.textContent()).toMatch(/Action/);
  const title = await heading.textContent();
  await heading.getByRole('link').click();
  await page.getByRole('button', { name: 'Share' }).waitFor();
  expect(await heading.textContent()).toBe(title);
  await context.close();
});

test('a live step shows its page in a size to recognize it, with the target marked', async () => {
  const { context, page } = await signedIn();
  const agent = await openRecording(cloud.apiUrl, await cloud.accessToken());
  const thumbnail = (
    await sharp(await plainPicture())
      .resize(400)
      .webp()
      .toBuffer()
  ).toString('base64');
  const action = clickAction(1, { screenshotId: 'sht_0000000001', thumbnail });
  await agent.send(await agent.seal(1, [{ ...action, index: 0 }]));
  await page.goto(`${cloud.editorUrl}/recordings/${agent.recordingId}`);
  const picture = page.getByRole('img', { name: 'Step 1: the page with Action 2 marked' });
  const shown = await picture.boundingBox();
  const marker = await page.locator('main img + span').boundingBox();
  if (!shown || !marker) throw new Error('Nothing is shown');
  expect(shown.width).toBeGreaterThan(500);
  const { x, y, width } = action.screenshot?.target ?? { x: 0, y: 0, width: 0 };
  const scale = shown.width / 1280;
  expect(Math.abs(marker.x - shown.x - x * scale)).toBeLessThan(3);
  expect(Math.abs(marker.y - shown.y - y * scale)).toBeLessThan(3);
  expect(Math.abs(marker.width - width * scale)).toBeLessThan(3);
  await context.close();
});

test('a guide that lacks a picture says so, and which, in the list and on its page', async () => {
  const { context, page } = await signedIn();
  const { guideId } = await publishPartial();
  await page.reload();
  const card = page.getByRole('article').filter({ has: page.locator(`a[href="/guides/${guideId}"]`) });
  expect(await card.textContent()).toContain('Incomplete. No picture in step 1.');
  await card.getByRole('link').click();
  const notice = page.getByRole('region', { name: 'This guide is incomplete' });
  await notice.getByRole('link', { name: /^Step 1 has no picture/ }).click();
  expect(new URL(page.url()).hash).toBe('#step-1');
  await page.locator('#step-1').getByText('The picture is missing: it is not a').waitFor();
  await page.getByText('Titles by rules: no language model is set up.').waitFor();
  expect(await page.getByRole('button', { name: 'Better titles' }).count()).toBe(0);
  await expectNoViolations(page, 'partial guide');
  await context.close();
});

/** Its first step's picture is none that can be kept. */
async function publishPartial() {
  const agent = await openRecording(cloud.apiUrl, await cloud.accessToken());
  await agent.uploadScreenshot('sht_0000000000', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await agent.send(await agent.seal(1, [clickAction(0, { screenshotId: 'sht_0000000000' }), clickAction(1)]));
  await agent.finalize(1);
  const token = await cloud.accessToken();
  await eventually(
    () =>
      fetch(`${cloud.apiUrl}/v1/guides/${agent.guideId}`, { headers: { authorization: `Bearer ${token}` } }),
    ({ status }) => status === 200,
    60_000,
  );
  return agent;
}

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
  await page.getByLabel('Expires').selectOption('On a date …');
  await page.getByLabel('Last day').fill('2099-12-31');
  await page.getByRole('button', { name: 'Create link' }).click();
  await page
    .getByRole('button', { name: /^Revoke / })
    .first()
    .click();
  await page.getByText('Revoke the link created').waitFor();
  await expectNoViolations(page, 'revoking a link');
  const { recordingId } = await openRecording(cloud.apiUrl, await cloud.accessToken());
  await page.goto(`${cloud.editorUrl}/recordings/${recordingId}`);
  await page.getByText('Recording live').waitFor();
  await expectNoViolations(page, 'live recording');
  await page.goto(`${cloud.editorUrl}/guides/gde_00000000000000000000000000`);
  await page.getByText('The guide could not be loaded').waitFor();
  await expectNoViolations(page, 'no such guide');
  await page.getByRole('link', { name: 'To the guides' }).click();
  await page.getByRole('heading', { name: 'Guides', level: 1 }).waitFor();
  await context.close();
});

test('on a phone no page is wider than the screen', async () => {
  const { context, page } = await signedIn();
  await page.setViewportSize({ width: 390, height: 844 });
  const tooWide = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('[role=dialog]')].some(
        (part) => part.scrollWidth > part.clientWidth,
      ),
    );
  await page.locator('article img').first().waitFor();
  expect(await tooWide()).toBe(false);
  await openSharing(page);
  await page.getByLabel('Expires').selectOption('On a date …');
  await page.getByLabel('Last day').fill('2099-12-31');
  await page.getByLabel(/^Name of a new link/).fill('A'.repeat(100));
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByLabel(/^Copy /).waitFor();
  await page.getByRole('button', { name: /^Revoke “A/ }).click();
  await page.getByText('refused 1 second later').waitFor();
  expect(await tooWide()).toBe(false);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await tooWide()).toBe(false);
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
