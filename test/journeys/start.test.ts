import { afterAll, beforeAll, expect, test } from 'vitest';
import { guide as guideSchema } from '../../lib/contracts/guides/guide.ts';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { openShareLink } from '../cloud/share-link.ts';

let cloud: CloudProcess;
let token: string;

beforeAll(async () => {
  cloud = await startCloudProcess();
  token = await cloud.accessToken();
});
afterAll(() => cloud?.stop());

const get = (path: string, authorization = `Bearer ${token}`) =>
  fetch(`${cloud.apiUrl}${path}`, { headers: { authorization } });

test('the printed guide opens without signing in, and every step of the order is in it with its picture', async () => {
  const page = await openShareLink(cloud.guideUrl);
  const guide = guideSchema.parse(await (await page.read('guide.json')).json());
  const titles = guide.steps.map(({ title }) => title.replaceAll('**', ''));
  expect(titles.join('\n')).toMatch(
    /Search[\s\S]*Pour-over kettle[\s\S]*Increase quantity[\s\S]*Add to cart[\s\S]*Check out/,
  );
  expect(titles.join('\n')).toMatch(
    /Full name[\s\S]*E-mail[\s\S]*Germany[\s\S]*gift[\s\S]*Place order[\s\S]*Confirm/,
  );
  expect(guide.steps.filter(({ screenshot }) => screenshot === null).length).toBeLessThanOrEqual(1);
  for (const { screenshot } of guide.steps) {
    if (!screenshot) continue;
    const picture = await page.read(screenshot.url);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/webp');
    expect(screenshot.target.x + screenshot.target.width).toBeLessThanOrEqual(screenshot.width + 1);
  }
});

test('the pages that the steps lead to go on being served', async () => {
  const page = await openShareLink(cloud.guideUrl);
  const { url, steps } = guideSchema.parse(await (await page.read('guide.json')).json());
  const pages = new Set([url, ...steps.map((step) => step.url)]);
  expect(pages.size).toBeGreaterThan(3);
  for (const address of pages) {
    const shown = await fetch(address);
    expect([address, shown.status]).toEqual([address, 200]);
    expect(await shown.text()).toContain('Corner Coffee');
  }
});

test('the card number that was typed is nowhere in the page or its JSON', async () => {
  const page = await openShareLink(cloud.guideUrl);
  for (const file of ['index.html', 'guide.json']) {
    expect(await (await page.read(file)).text()).not.toMatch(/4111/);
  }
});

test('without the link’s cookies the edge refuses the page', async () => {
  const page = await openShareLink(cloud.guideUrl);
  expect((await fetch(`${page.base}index.html`)).status).toBe(403);
});

test('the seeded person finds the guide in the list, and a stranger’s token finds nothing', async () => {
  const listed = await (await get('/v1/guides')).json();
  expect(listed.guides).toHaveLength(1);
  expect((await get('/v1/guides', 'Bearer nonsense')).status).toBe(401);
});

test('a second start on the same state serves the same guide, at another port where told to', async () => {
  const { stateDirectory, guideUrl } = cloud;
  await cloud.stop({ keepState: true });
  cloud = await startCloudProcess({ stateDirectory });
  token = await cloud.accessToken();
  expect(new URL(cloud.guideUrl).pathname).toBe(new URL(guideUrl).pathname);
  expect(cloud.guideUrl.startsWith(cloud.editorUrl)).toBe(true);
  const page = await openShareLink(cloud.guideUrl);
  expect((await page.read('index.html')).status).toBe(200);
});

test('a cloud that was killed hard stands up again with all it had', async () => {
  const { stateDirectory, port, guideUrl } = cloud;
  await cloud.stop({ keepState: true, signal: 'SIGKILL' });
  cloud = await startCloudProcess({ stateDirectory, port });
  token = await cloud.accessToken();
  const page = await openShareLink(guideUrl);
  expect((await page.read('guide.json')).status).toBe(200);
});
