import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireChromium } from '../../cli/browser/find-chromium.ts';
import { sharpPictures } from '../../lib/adapters/media/sharp-pictures.ts';
import type { DraftStep } from '../../lib/contracts/guides/draft.ts';
import { planPicture } from '../../lib/domain/media/picture-plan.ts';
import { type ExportPorts, exportGuide } from '../../lib/domain/share/export-guide.ts';
import { publicationFiles } from '../../lib/domain/share/publication-files.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { draftStep, guideDraft, guideId, tenantId, userId } from '../fakes/guide-draft.ts';
import { sharedGuide } from '../fakes/sharing.ts';

let browser: Browser;
let server: Server;
let address: string;
const files = new Map<string, Uint8Array | string>();
const pictures = new Map<string, Uint8Array>();
const titles = ['Go to **shop.example**', 'Click **Add to cart** in the row **Kettle**', 'Press **Enter**'];
const guide = { ...sharedGuide(), missing: ['Step 3 has no picture.'] };
const steps: DraftStep[] = [];

/** A step whose pictures are made as they are in the workflow. */
async function photographed(index: number, title: string): Promise<DraftStep> {
  const step = draftStep(index, { title, note: index === 1 ? 'Any kettle will do.' : undefined });
  const size = { width: 1280, height: 800 };
  const shot = await sharp({
    create: { ...size, channels: 3, background: { r: 90, g: 120 + index, b: 160 } },
  })
    .png()
    .toBuffer();
  const target = { x: 900, y: 500, width: 90, height: 30 };
  const plan = planPicture({ scale: 1, target }, size);
  const made = await sharpPictures.render(await sharpPictures.decode(shot), plan);
  const stored = (name: 'full' | 'reading' | 'thumb') => {
    const key = `${tenantId}/${guideId}/${step.id}/${name}.${made[name].hash}.webp`;
    pictures.set(key, made[name].bytes);
    return { key, ...plan[name] };
  };
  const image = {
    full: stored('full'),
    reading: stored('reading'),
    thumb: stored('thumb'),
    crop: plan.cropOfFull,
    target: plan.target,
  };
  return { ...step, image: index === 2 ? null : image };
}

beforeAll(async () => {
  for (const [index, title] of titles.entries()) steps.push(await photographed(index, title));
  const made = publicationFiles(guideDraft({ steps }), guide);
  files.set('/index.html', made.page);
  for (const { name, mediaKey } of made.pictures) files.set(`/${name}`, pictures.get(mediaKey) ?? '');
  server = createServer((asked, answer) => {
    const file = files.get(asked.url ?? '');
    answer.writeHead(file === undefined ? 404 : 200, {
      'content-type': asked.url?.endsWith('.html') ? 'text/html; charset=utf-8' : 'image/webp',
    });
    answer.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`;
  browser = await chromium.launch({
    executablePath: await requireChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** The opened page, and everything that it complained about. */
async function open(
  options: BrowserContextOptions = {},
  url = address,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (failed) => complaints.push(failed.url()));
  await page.goto(url);
  return { page, complaints };
}

const shown = (page: Page) =>
  page
    .locator('.shot img')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));

test('nothing on the page is refused, missing or in error', async () => {
  const { page, complaints } = await open();
  await page.locator('#step-3').scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  expect((await shown(page)).every((width) => width > 0)).toBe(true);
  expect(complaints).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'in the %s scheme axe finds no violation, on a desk or a phone',
  async (colorScheme) => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const { page } = await open({ colorScheme, viewport });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  },
);

test('without JavaScript everything is there to read, and a picture opens on its own', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  expect(await page.locator('.step h2').allTextContents()).toEqual(
    titles.map((title) => title.replaceAll('**', '')),
  );
  expect(await page.locator('.copy:visible').count()).toBe(0);
  expect(await page.getByText('Step 3 has no picture.').isVisible()).toBe(true);
  await page.locator('.shot').first().click();
  expect(page.url()).toMatch(/images\/stp_0-full\.[0-9a-f]+\.webp$/);
});

test('what was done stays done after the page is opened again', async () => {
  const { page } = await open();
  await page.getByLabel('Done with step 1').check();
  await page.getByLabel('Done with step 3').check();
  await page.reload();
  expect(await page.locator('output').textContent()).toBe('2 of 3 done');
  expect(await page.getByLabel('Done with step 2').isChecked()).toBe(false);
});

test('a picture is enlarged to the whole screenshot with its target marked, and given back by Escape', async () => {
  const { page } = await open();
  await page.locator('.shot').nth(1).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.locator('p').textContent()).toBe('Click Add to cart in the row Kettle');
  expect(await dialog.locator('img').getAttribute('src')).toMatch(/stp_1-full/);
  const [picture, mark] = [
    await dialog.locator('img').boundingBox(),
    await dialog.locator('rect').last().boundingBox(),
  ];
  if (!picture || !mark) throw new Error('not shown');
  expect((mark.x + mark.width / 2 - picture.x) / picture.width).toBeCloseTo(945 / 1280, 2);
  expect((mark.y + mark.height / 2 - picture.y) / picture.height).toBeCloseTo(515 / 800, 2);
  await page.keyboard.press('ArrowRight');
  expect(await dialog.locator('p').textContent()).toBe('Go to shop.example');
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(false);
  const isFocused = () =>
    page
      .locator('.shot')
      .first()
      .evaluate((shot) => shot === document.activeElement);
  await expect.poll(isFocused, { timeout: 10_000 }).toBe(true);
});

async function copied(page: Page): Promise<string> {
  const button = page.locator('#step-2 .copy');
  await button.click();
  await expect.poll(() => button.textContent()).toBe('Copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('the link of a step leads to the step', async () => {
  const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  expect(await copied(page)).toBe(`${address}#step-2`);
});

/** As a share link leaves it: `cookie` is what the page is told of the link. */
async function openBy(cookie: string): Promise<Page> {
  const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.context().addCookies([
    { name: 'guidewright-link', value: cookie, url: address },
    { name: 'another', value: 'x', url: address },
  ]);
  await page.reload();
  return page;
}
const token = `lnk_${'0'.repeat(26)}.${'Az-_'.repeat(10)}AzA`;

test('the link of a step in a page opened by a share link is the share link, at the step', async () => {
  const page = await openBy(token);
  await page.context().clearCookies();
  const shared = new URL(`/s/${token}#step-2`, address).href;
  expect(await copied(page)).toBe(shared);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  const asked = page.waitForEvent('dialog');
  const clicked = page.locator('#step-3 .copy').click();
  const dialog = await asked;
  expect(dialog.defaultValue()).toBe(shared.replace('step-2', 'step-3'));
  await dialog.dismiss();
  await clicked;
});

test.each([`${token}x`, `x${token}`, token.slice(0, -1), `/evil.example/${token}`])(
  'what is no token of a link, such as %s, changes no address',
  async (cookie) => {
    const page = await openBy(cookie);
    expect(await copied(page)).toBe(`${address}#step-2`);
  },
);

test('nothing reaches beyond a narrow screen', async () => {
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('printed, there are steps and pictures and nothing to click', async () => {
  const { page } = await open();
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.toc', '.tools', 'footer'])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  expect(await page.locator('.step h2').first().isVisible()).toBe(true);
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('the exported file shows its pictures from a folder, with nothing refused', async () => {
  const ports: ExportPorts = {
    guides: { find: async () => guide },
    contents: { read: async () => guideDraft({ steps }) },
    pictures: { read: async (key) => pictures.get(key) ?? new Uint8Array() },
    files: {
      keep: async ({ key, body }) => {
        files.set('/exported.html', String(body));
        return key;
      },
    },
    newAuditEvent,
    record: async () => undefined,
    now: () => new Date(),
  };
  await exportGuide(ports, { tenantId, userId, guideId, format: 'html' });
  const { page, complaints } = await open({}, address.replace('index', 'exported'));
  await page.locator('#step-2').scrollIntoViewIfNeeded();
  await expect.poll(() => shown(page)).toEqual([expect.any(Number), expect.any(Number)]);
  expect((await shown(page)).every((width) => width > 500)).toBe(true);
  expect(complaints).toEqual([]);
});
