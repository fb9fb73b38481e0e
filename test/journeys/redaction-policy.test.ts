import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RedactionPolicy, standardRules } from '../../lib/contracts/redaction/policy.ts';
import { redactionPolicyResponse } from '../../lib/contracts/redaction/policy-requests.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { signIn as signInByApi } from '../agent/sign-in.ts';
import { eventually } from '../cloud/eventually.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';
import { scriptReader } from '../cloud/scripted-reader.ts';
import { expectNoViolations, signIn } from '../cloud/web-application.ts';

let product: ProductCloud;
let browser: Browser;
const password = 'a long password';
const path = '/v1/redaction-policy';
/** For an answer of the server. */
const patience = { timeout: 20_000 };

beforeAll(async () => {
  [product, browser] = await Promise.all([startProductCloud(), launchChromium()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

const present = async (): Promise<RedactionPolicy> =>
  redactionPolicyResponse.parse(await (await product.call('GET', path)).json());

async function openPage(email: string): Promise<Page> {
  const { page } = await signIn(browser, { editorUrl: product.edge, email, password });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Redaction' }).click();
  await page.getByRole('heading', { name: 'Redaction', level: 1 }).waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const shown = (page: Page) => page.getByRole('region', { name: 'Try it' }).getByRole('status');

test('rules are tried before they are saved, and mistakes are told where they stand', async () => {
  const page = await openPage('ada@example.com');
  await shown(page).getByText('an e-mail address').first().waitFor();
  await page.getByRole('textbox', { name: 'A text' }).fill('Project Halcyon ships to jo@x.io');
  await button(page, 'Add to “Always hidden”').click();
  await page.keyboard.type('halcyon');
  await shown(page).getByText('Project a private term ships to an e-mail address').waitFor();
  expect(await present()).toMatchObject({ revision: 0, always: [] });

  await page.getByRole('combobox', { name: 'How it is meant (Always hidden, 1)' }).selectOption('regex');
  const term = page.getByRole('textbox', { name: 'What it is (Always hidden, 1)' });
  await term.fill('hal(?=cyon)');
  await page.getByText('Character 4, “(?=”: looking ahead is not known').waitFor();
  await button(page, 'Save').click();
  await expect.poll(() => term.evaluate((it) => it === document.activeElement), patience).toBe(true);
  expect(await present()).toMatchObject({ revision: 0 });

  await page.getByRole('link', { name: 'Members' }).click();
  await button(page, 'Stay here').click();
  await term.fill('hal[a-z]+');
  await shown(page).getByText('Project a private term ships').waitFor();
  await button(page, 'Save').click();
  await page.getByText('Saved as revision 1.').waitFor();
  expect(await present()).toMatchObject({ revision: 1, always: [{ match: 'regex', text: 'hal[a-z]+' }] });
  await page.context().close();
});

test('whoever has the present rules is told only that, whoever has not gets them', async () => {
  const { access_token } = await signInByApi({ edge: product.edge, email: 'ada@example.com', password });
  const ask = (known: string) =>
    fetch(`${product.api}${path}`, {
      headers: { authorization: `Bearer ${access_token}`, 'if-none-match': known },
    });
  const { revision } = await present();
  const same = await ask(`"${revision}"`);
  expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, `"${revision}"`, '']);
  expect((await ask('"999"')).status).toBe(200);
});

test('what somebody else saved meanwhile is told, and no edit is lost', async () => {
  const page = await openPage('ada@example.com');
  await page.getByRole('radio', { name: 'Strict' }).check({ force: true });
  const before = await present();
  await product.call('PUT', path, { ...before, locked: true });
  await button(page, 'Save').click();
  const told = page.getByRole('alertdialog', { name: /^Ada saved another revision/ });
  await told.getByText('It changed what members may change.').waitFor();
  expect(await page.getByRole('radio', { name: 'Strict' }).isChecked()).toBe(true);
  await expectNoViolations(page, 'somebody else’s revision');
  await button(page, 'Save mine in its place').click();
  await page.getByText(`Saved as revision ${before.revision + 2}.`).waitFor();
  expect(await present()).toMatchObject({ strictness: 'strict', locked: false });
  await page.context().close();
});

test('who may not change the rules can read and try them', async () => {
  const members = [{ email: 'vic@other.example', name: 'Vic', role: 'viewer' }];
  await product.seed({ email: 'olga@other.example', name: 'Olga', tenantName: 'Other', members });
  const page = await openPage('vic@other.example');
  await page.getByText('An admin or an owner of your company can change it.').waitFor();
  expect(await page.getByRole('radio', { name: 'Light' }).isDisabled()).toBe(true);
  expect(await button(page, 'Save').count()).toBe(0);
  await page.getByRole('textbox', { name: 'A text' }).fill('Halcyon, jo@x.io');
  await shown(page).getByText('Halcyon, an e-mail address').waitFor();
  await expectNoViolations(page, 'only to read');
  await page.context().close();
});

/** Two lines on white, and where each stands. */
async function screenshotOf(words: readonly [string, string]) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const lines = words.map((text) => `<p><span>${text}</span></p>`).join('');
  await page.setContent(`<body style="background:#fff;font:28px sans-serif;padding:300px 400px">${lines}`);
  const boxes = await page.locator('span').evaluateAll((spans) =>
    spans.map((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      // The middle of the letters: above and below them all is white either way.
      const [left, top] = [Math.round(x + 2), Math.round(y + height * 0.45)];
      return { left, top, width: Math.round(width - 4), height: Math.round(height * 0.25) };
    }),
  );
  const picture = await page.screenshot();
  await page.close();
  return { picture, boxes };
}

test('a company’s own words are covered on its pictures, and others are not', async () => {
  await product.call('PUT', path, {
    ...standardRules,
    always: [{ match: 'exact', text: 'Halcyon' }],
    revision: (await present()).revision,
  });
  scriptReader(product.stateDirectory, []);
  const { picture, boxes } = await screenshotOf(['Halcyon', 'Harmless']);
  const agent = await product.openRecording();
  await agent.uploadScreenshot('sht_0000000000', picture);
  await agent.send(await agent.seal(1, [clickAction(0, { screenshotId: 'sht_0000000000' })]));
  await agent.finalize(1, 'public');
  await eventually(
    () => product.recording(agent.recordingId),
    ({ status }) => status === 'published',
    60_000,
  );
  const { guide } = await product.guide(agent.guideId);
  const made = await (await fetch(guide.steps[0]?.screenshot?.fullUrl ?? '')).arrayBuffer();
  const spreads = await Promise.all(
    boxes.map(async (box) => {
      const { channels } = await sharp(await sharp(made).extract(box).png().toBuffer()).stats();
      return Math.max(...channels.map(({ stdev }) => stdev));
    }),
  );
  expect(spreads[0]).toBeLessThan(3);
  expect(spreads[1]).toBeGreaterThan(20);
});
