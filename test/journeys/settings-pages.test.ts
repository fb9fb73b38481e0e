import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailbox } from '../agent/mailbox.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
let browser: Browser;
let guideId: string;
let invitationToken: string;
let resetToken: string;

beforeAll(async () => {
  product = await startProductCloud(undefined, { plan: 'STARTER' });
  browser = await launchChromium();
  await product.call('POST', '/v1/invitations', { email: 'guest@example.com', role: 'viewer' });
  await product.call('POST', '/v1/password-resets', { email: 'ada@example.com' });
  guideId = await publishGuide();
  const mails = mailbox(product.mailUrl);
  ({ token: invitationToken } = await mails.latest('guest@example.com'));
  ({ token: resetToken } = await mails.latest('ada@example.com'));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

async function publishGuide(): Promise<string> {
  const agent = await product.openRecording();
  await agent.send(await agent.seal(1, [clickAction(0), clickAction(1)]));
  await agent.finalize(1);
  const done = await eventually(
    () => product.recording(agent.recordingId),
    ({ status }) => status === 'published',
    60_000,
  );
  return done.guideId ?? '';
}

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

async function openPage(colorScheme: 'light' | 'dark', viewport = desk): Promise<Page> {
  return (await browser.newContext({ colorScheme, viewport })).newPage();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(product.edge);
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('a long password');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Guides', level: 1 }).waitFor();
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

const forStrangers = () => [
  { path: 'sign-up', heading: 'Create an account' },
  { path: 'verify?token=abc', heading: 'Confirm your e-mail' },
  { path: 'forgot-password', heading: 'Forgot your password?' },
  { path: `reset-password?token=${resetToken}`, heading: 'Set a new password' },
  { path: 'reset-password?token=abc', heading: 'This link does not work any more' },
  { path: `accept-invitation?token=${invitationToken}`, heading: 'Accept the invitation' },
  { path: 'accept-invitation', heading: 'This link does not work any more' },
];

const button = (page: Page, name: string) => page.getByRole('button', { name }).first();

/** What of a page is there only once something was pressed. */
const settings: { section: string; heading: string; press?: (page: Page) => Promise<void> }[] = [
  { section: 'account', heading: 'Account', press: (page) => button(page, 'Sign out everywhere').click() },
  {
    section: 'members',
    heading: 'Members',
    press: async (page) => {
      await button(page, 'Withdraw the invitation to guest@example.com').click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    section: 'api-keys',
    heading: 'API keys',
    press: async (page) => {
      await button(page, 'Rotate First key').click();
      await button(page, 'New key').click();
    },
  },
  {
    section: 'policies',
    heading: 'Policies',
    press: async (page) => {
      await button(page, 'Only admins delete guides').click();
      await page.getByRole('textbox', { name: 'Rule' }).fill('permit (principal\n  action, resource);');
      await button(page, 'Save').click();
      await page.getByText(/^Line 2:/).waitFor();
      await button(page, 'Ask').click();
      await button(page, 'Schema').click();
      await page.waitForTimeout(400);
    },
  },
  {
    section: 'redaction',
    heading: 'Redaction',
    press: async (page) => {
      await button(page, 'Add to “Never hidden”').click();
      await page.keyboard.type('jo(');
      await page.getByLabel('How it is meant (Never hidden, 1)').selectOption('regex');
      await button(page, 'Add a site').click();
      await page.keyboard.type('crm.example');
      await page.getByLabel('What holds on crm.example').selectOption('otherwise');
      await page.getByText('A bracket ( is not closed.').waitFor();
      await page.getByText('The rules have a mistake').waitFor();
      await page.getByLabel('In the field or column').fill('Password');
      await page.getByText('it is never read').waitFor();
    },
  },
  {
    section: 'plan',
    heading: 'Plan and usage',
    press: async (page) => {
      const upgrade = button(page, 'Upgrade to Professional');
      await upgrade.waitFor();
      // The tenant may wait for its payment from another page's visit.
      if (await upgrade.isEnabled()) await upgrade.click();
      await page.getByText('Professional waits for payment').waitFor();
    },
  },
  {
    section: 'audit',
    heading: 'Audit log',
    press: async (page) => {
      await page.getByText('Details').first().click();
      await button(page, 'Check the log').click();
      await page.getByText('The log is whole').waitFor();
    },
  },
];

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  test('axe finds nothing on the pages for whoever is not signed in', async () => {
    const page = await openPage(scheme);
    for (const { path, heading } of forStrangers()) {
      await page.goto(`${product.edge}/${path}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await expectNoViolations(page, path);
    }
    await page.context().close();
  });

  test('axe finds nothing on the settings, as they open and with their questions and mistakes', async () => {
    const page = await openPage(scheme);
    await signIn(page);
    for (const { section, heading, press } of settings) {
      await page.goto(`${product.edge}/settings/${section}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await page.getByText('Loading').waitFor({ state: 'detached' });
      await page.waitForLoadState('networkidle');
      await expectNoViolations(page, section);
      if (!press) continue;
      await press(page);
      await expectNoViolations(page, `${section}, pressed`);
    }
    await page.context().close();
  });

  test('axe finds nothing where a guide’s readers are chosen', async () => {
    const page = await openPage(scheme);
    await signIn(page);
    await page.goto(`${product.edge}/guides/${guideId}`);
    await button(page, 'Access in your company').click();
    await page.getByLabel('This guide is sensitive').waitFor();
    await page.waitForTimeout(400); // The dialog fades in; half-faded text has no contrast to judge.
    await expectNoViolations(page, 'access in the company');
    await page.context().close();
  });
});

test('no page is wider than a phone', async () => {
  const page = await openPage('light', phone);
  const overhang = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const wide: string[] = [];
  const look = async (where: string) => {
    if ((await overhang()) > 0) wide.push(where);
  };
  for (const { path, heading } of forStrangers()) {
    await page.goto(`${product.edge}/${path}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await look(path);
  }
  await signIn(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await look('settings');
  for (const { section, heading, press } of settings) {
    await page.goto(`${product.edge}/settings/${section}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await press?.(page);
    await look(section);
  }
  expect(wide).toEqual([]);
  await page.context().close();
});

test('what is refused as a whole is said where the reader is, though the form is longer than the screen', async () => {
  const page = await openPage('light', phone);
  await page.goto(`${product.edge}/sign-up`);
  await page.getByLabel('E-mail').fill('dora@new.example');
  await page.getByLabel('Your name').fill('Dora');
  await page.getByLabel('Company').fill('New');
  await page.getByRole('textbox', { name: 'Password' }).fill('seven quiet otters 42');
  await page.route('**/v1/registrations', (route) => route.abort());
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert');
  await alert.getByText('The server cannot be reached.').waitFor();
  const seen = () =>
    alert.evaluate((it) => {
      const { top, bottom } = it.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight && it.parentElement === document.activeElement;
    });
  await expect.poll(seen).toBe(true);
  await page.context().close();
});

test('a guide becomes sensitive and has a collaborator, who is kept', async () => {
  const page = await openPage('light');
  await signIn(page);
  await page.goto(`${product.edge}/guides/${guideId}`);
  await button(page, 'Access in your company').click();
  await page.getByLabel('This guide is sensitive').check({ force: true });
  await page.getByLabel('Add somebody').selectOption({ index: 1 });
  await page.getByLabel('What Ada may').selectOption('editor');
  await button(page, 'Save').click();
  await page.getByText('Saved. It holds within a minute.').waitFor();
  expect(await (await product.call('GET', `/v1/guides/${guideId}/collaborators`)).json()).toMatchObject({
    sensitive: true,
    collaborators: [{ role: 'editor' }],
  });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await button(page, 'Access in your company').evaluate((it) => it === document.activeElement)).toBe(
    true,
  );
  await page.context().close();
});

test('a key is made by keyboard alone, and the keyboard is always where one goes on', async () => {
  const page = await openPage('light');
  await signIn(page);
  await page.goto(`${product.edge}/settings/api-keys`);
  await button(page, 'Revoke First key').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const tabTo = async (text: string) => {
    for (let presses = 0; presses < 40 && (await focused()) !== text; presses++)
      await page.keyboard.press('Tab');
    expect(await focused()).toBe(text);
  };
  await tabTo('New key');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nightly');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'The key “Nightly”' }).waitFor();
  expect(await focused()).toBe('Copy');
  await tabTo('I have kept it');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('The key “Nightly” is ready.');
  // As many as the plan has: that is said before anybody fills anything in.
  await expect.poll(() => button(page, 'New key').isDisabled()).toBe(true);
  await expectNoViolations(page, 'no room for keys');
  await page.getByRole('link', { name: 'see the plans' }).click();
  await page.getByText('$49 a month').waitFor();
  await page.context().close();
});

test('the plan page says what is owed, until when, and where it is paid', async () => {
  const answer = await product.call('PUT', '/v1/plan', { plan: 'PROFESSIONAL' });
  const { pending } = await answer.json();
  await fetch(pending.checkoutUrl, { method: 'POST', body: new URLSearchParams({ choice: 'pay' }) });
  const { id = '' } = [...product.payments.subscriptions.values()].at(-1) ?? {};
  await product.payments.setStatus(id, 'past_due');
  for (const scheme of ['light', 'dark'] as const) {
    const page = await openPage(scheme, phone);
    await signIn(page);
    await page.goto(`${product.edge}/settings/plan`);
    const owed = page.getByRole('region', { name: 'The last payment failed' });
    await owed.getByText(/^Your company stays on Professional until \w+ \d+/).waitFor();
    expect(await owed.getByRole('link').getAttribute('href')).toContain(`/pay/${id}`);
    await expectNoViolations(page, 'what is owed');
    await page.context().close();
  }
});
