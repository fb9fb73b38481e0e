import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailbox } from '../agent/mailbox.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
let browser: Browser;
let mails: ReturnType<typeof mailbox>;
/** Ada, the owner, and Bob, whom she invites: each in a browser of their own. */
let ada: Page;
let bob: Page;
const contexts: BrowserContext[] = [];

const owner = { email: 'ada@acme.example', password: 'seven quiet otters 42' };
const guest = { email: 'bob@acme.example', password: 'nine purple herons 17' };
const minute = 60_000;

beforeAll(async () => {
  product = await startProductCloud();
  mails = mailbox(product.mailUrl);
  browser = await launchChromium();
  [ada, bob] = await Promise.all([newPage(), newPage()]);
}, 2 * minute);
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  contexts.push(context);
  return context.newPage();
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const rows = (page: Page, list: string) =>
  page.getByRole('list', { name: list, exact: true }).locator('> li');

async function signIn(page: Page, { email, password }: typeof owner): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await button(page, 'Sign in').click();
  await page.getByRole('heading', { name: 'Guides', level: 1 }).waitFor();
}

async function confirm(page: Page, password = owner.password): Promise<void> {
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await button(page, 'Confirm my e-mail').click();
}

async function openSettings(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

test('whoever signs up is told of an easy password, confirms by mail, keeps the first key and comes to the guides', async () => {
  await ada.goto(`${product.edge}/sign-up`);
  await ada.getByLabel('E-mail').fill(owner.email);
  await ada.getByLabel('Your name').fill('Ada');
  await ada.getByLabel('Company').fill('Acme');
  const password = ada.getByRole('textbox', { name: 'Password' });
  await password.fill('acmeacme12');
  await ada.getByText('Too easily guessed.').waitFor();
  await button(ada, 'Create the account').click();
  await ada.getByText('This password is easily guessed.').waitFor();
  await ada.waitForFunction(() => document.activeElement?.getAttribute('name') === 'password');
  await password.fill(owner.password);
  await ada.getByText(/Good enough|Hard to guess/).waitFor();
  await ada.getByText('Your data stays in the region of this site.').waitFor();
  await button(ada, 'Create the account').click();
  await heading(ada, 'Look into your mailbox').waitFor();

  const { token } = await mails.latest(owner.email);
  await ada.goto(`${product.edge}/verify?token=${token}`);
  await confirm(ada, 'what somebody guesses');
  await ada.getByText('This is not the password that was chosen with this registration.').waitFor();
  await ada.waitForFunction(() => document.activeElement?.getAttribute('name') === 'password');
  await confirm(ada);
  await button(ada, 'Copy').click();
  await button(ada, 'Copied').waitFor();
  const key = await ada.evaluate(() => navigator.clipboard.readText());
  const asked = await fetch(`${product.api}/v1/guides`, { headers: { 'x-api-key': key } });
  expect(asked.status).toBe(200);
  await button(ada, 'I have kept it: sign in').click();
  await signIn(ada, owner);
  await heading(ada, 'No guides yet').waitFor();
});

test('a link that was used says so, and leads to a new one', async () => {
  const { token } = await mails.latest(owner.email);
  const page = await newPage();
  await page.goto(`${product.edge}/verify?token=${token}`);
  await page.getByRole('link', { name: 'Sign up again' }).waitFor();
  await confirm(page);
  await heading(page, 'Your e-mail is confirmed already').waitFor();
  await page.goto(`${product.edge}/reset-password?token=${token}x`);
  await heading(page, 'This link does not work any more').waitFor();
  await page.getByRole('link', { name: 'Send a new link' }).click();
  await heading(page, 'Forgot your password?').waitFor();
});

test(
  'somebody invited joins in a browser of their own, sees little, and more once given another role',
  async () => {
    await openSettings(ada, 'Members');
    await ada.getByLabel('E-mail').fill(guest.email);
    await button(ada, 'Invite').click();
    const form = ada.getByRole('form', { name: 'Invitation' });
    await form.getByText(`An invitation is on its way to ${guest.email}.`).waitFor();
    expect(await rows(ada, 'Open invitations').allTextContents()).toEqual([
      expect.stringContaining(guest.email),
    ]);

    const { token } = await mails.latest(guest.email);
    await bob.goto(`${product.edge}/accept-invitation?token=${token}`);
    await bob.getByText('Ada invites you to Acme, as Viewer.').waitFor();
    expect(await bob.getByLabel('E-mail').inputValue()).toBe(guest.email);
    await bob.getByLabel('Your name').fill('Bob');
    await bob.getByRole('textbox', { name: 'Password' }).fill(guest.password);
    await button(bob, 'Join').click();
    await heading(bob, 'You are a member now').waitFor();
    await bob.getByRole('link', { name: 'Sign in' }).click();
    await signIn(bob, guest);
    await openSettings(bob, 'Account');
    const sections = bob.getByRole('navigation', { name: 'Settings' }).getByRole('link');
    expect(await sections.allTextContents()).toEqual(['Account', 'Members', 'Redaction']);
    await heading(bob, 'Your role: Viewer').waitFor();
    await bob.goto(`${product.edge}/settings/audit`);
    await bob.getByText('Your role does not open this page.').waitFor();

    await ada.reload();
    await ada.getByLabel('Role of Bob').selectOption('admin');
    await ada.getByText('Bob is Admin now.').waitFor();
    await expect
      .poll(
        async () => {
          await bob.goto(`${product.edge}/settings/account`);
          await heading(bob, /^Your role/).waitFor();
          return sections.allTextContents();
        },
        { timeout: minute },
      )
      .toContain('Audit log');
    await heading(bob, 'Your role: Admin').waitFor();
  },
  2 * minute,
);

test('the last owner cannot step down, and is told why', async () => {
  const own = rows(ada, 'Members').filter({ hasText: owner.email });
  await own.getByText('A company keeps at least one owner.').waitFor();
  expect(await ada.getByLabel('Role of Bob').count()).toBe(1);
  expect(await own.getByRole('combobox').count()).toBe(0);
});

test('an invitation is withdrawn, and no sooner than asked twice', async () => {
  await ada.getByLabel('E-mail').fill('carol@acme.example');
  await button(ada, 'Invite').click();
  await button(ada, 'Withdraw the invitation to carol@acme.example').click();
  await ada.keyboard.press('Escape');
  expect(await button(ada, /^Withdraw the invitation/).evaluate((it) => it === document.activeElement)).toBe(
    true,
  );
  await button(ada, /^Withdraw the invitation/).click();
  await button(ada, 'Withdraw it').click();
  await ada.getByText('Nobody is invited at present.').waitFor();
  const { token } = await mails.latest('carol@acme.example');
  await bob.goto(`${product.edge}/accept-invitation?token=${token}`);
  await heading(bob, 'This link does not work any more').waitFor();
});

test(
  'a key is made, used, rotated and revoked; what it was used for shows',
  async () => {
    await openSettings(ada, 'API keys');
    await button(ada, 'New key').click();
    await ada.getByLabel('Name').fill('Reports');
    await button(ada, 'Make the key').click();
    const shown = ada.getByRole('region', { name: 'The key “Reports”' });
    const secret = (await shown.locator('code').first().textContent()) ?? '';
    await button(ada, 'I have kept it').click();
    const ask = (path: string, key = secret) =>
      fetch(`${product.api}${path}`, { headers: { 'x-api-key': key } });
    expect((await ask('/v1/guides')).status).toBe(200);
    expect((await ask('/v1/members')).status).toBe(403);
    await ada.reload();
    const row = rows(ada, 'Keys that work').filter({ hasText: 'Reports' });
    await row.getByText(/last used/).waitFor();

    await button(ada, 'Rotate Reports').click();
    await ada.getByLabel('The old key').selectOption({ label: 'Works for an hour more' });
    await button(ada, 'Make the new key').click();
    const successor = (await shown.locator('code').first().textContent()) ?? '';
    await button(ada, 'I have kept it').click();
    expect(successor).not.toBe(secret);
    expect([(await ask('/v1/guides')).status, (await ask('/v1/guides', successor)).status]).toEqual([
      200, 200,
    ]);
    await row.getByText('Being replaced').waitFor();

    const old = row.filter({ hasText: 'Being replaced' });
    await old.getByRole('button', { name: 'Revoke Reports' }).click();
    await button(ada, 'Revoke the key').click();
    await rows(ada, 'Keys that ended').filter({ hasText: 'Reports' }).waitFor();
    await expect.poll(async () => (await ask('/v1/guides')).status, { timeout: minute }).toBe(401);
    expect((await ask('/v1/guides', successor)).status).toBe(200);
  },
  2 * minute,
);

test('a rule with a mistake is refused at its line; mended, it is tried out before and after it is saved', async () => {
  await openSettings(ada, 'Policies');
  await button(ada, 'Only admins delete guides').click();
  const rule = ada.getByRole('textbox', { name: 'Rule', exact: true });
  const text = await rule.inputValue();
  await rule.fill(text.replace('deleteGuide', 'deletGuide'));
  await button(ada, 'Save').click();
  await ada.getByText(/Line 3: Unrecognized action .* did you mean/).waitFor();
  expect(await rule.evaluate((it) => it === document.activeElement)).toBe(true);
  await rule.fill(text);

  const dryRun = ada.getByRole('form', { name: 'Dry run' });
  await dryRun.getByLabel('Who').selectOption('role:editor');
  await dryRun.getByLabel('Wants to').selectOption('deleteGuide');
  await button(ada, 'Ask').click();
  await ada.getByText('only-admins-delete (your own)').waitFor();
  await dryRun.getByLabel('By which rules').selectOption('present');
  await button(ada, 'Ask').click();
  await ada.getByText('role-editor (built in)').waitFor();

  await ada.getByRole('link', { name: 'Audit log' }).click();
  await ada.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await button(ada, 'Stay here').click();
  expect(await rule.inputValue()).toBe(text);
  await button(ada, 'Save').click();
  await ada.getByText('Saved as version 1.').waitFor();
  await button(ada, 'Take out only-admins-delete').click();
  await button(ada, 'Save').click();
  await ada.getByText('Saved as version 2.').waitFor();
  await ada.getByLabel('Version', { exact: true }).selectOption('1');
  await button(ada, 'Bring back version 1').click();
  expect(await rule.inputValue()).toBe(text);
  await button(ada, 'Save').click();
  await ada.getByText('Saved as version 3.').waitFor();
  await rule.fill(text.replace('deleteGuide', 'deletGuide'));
  await button(ada, 'Save').click();
  await ada.getByText('Nothing was saved.').waitFor();
  expect(await ada.getByText('Saved as version').count()).toBe(0);
  await button(ada, 'Discard changes').click();
});

test('what was done stands in the log, can be narrowed down, checked and exported', async () => {
  await openSettings(ada, 'Audit log');
  const entries = rows(ada, 'Entries of the log');
  await expect
    .poll(
      async () => {
        await button(ada, 'Read again').click();
        return entries.allTextContents();
      },
      { timeout: minute },
    )
    .toContainEqual(expect.stringMatching(/^Change the policies/));
  const registrations = entries.filter({ hasText: /^Register the company/ });
  expect(await registrations.count()).toBe(1);
  const filter = ada.getByRole('form', { name: 'Filter' });
  await filter.getByLabel('What', { exact: true }).selectOption('changeMember');
  await button(ada, 'Filter').click();
  await ada.getByText('1 entry, newest first.').waitFor();
  await entries.getByText('Details').click();
  expect(await entries.locator('dd').allTextContents()).toEqual(expect.arrayContaining(['Viewer', 'Admin']));
  await filter.getByLabel('Who').selectOption({ label: 'Bob' });
  await button(ada, 'Filter').click();
  await ada.getByText('Nothing fits these filters.').waitFor();

  await button(ada, 'Check the log').click();
  await ada.getByText('The log is whole').waitFor();
  await button(ada, 'Export what is new').click();
  const link = ada.getByRole('link', { name: /^Download rows 1 to/ });
  const exported = await fetch((await link.getAttribute('href')) ?? '');
  expect(JSON.parse((await exported.text()).split('\n')[0] ?? '')).toMatchObject({ sequence: 1 });
});

test('a larger plan waits until it is paid; a smaller one is had at once, after a question', async () => {
  await openSettings(ada, 'Plan and usage');
  await heading(ada, 'Your plan: Starter').waitFor();
  await ada.getByRole('meter', { name: 'Members' }).waitFor();
  expect(await ada.getByRole('meter', { name: 'Members' }).getAttribute('aria-valuetext')).toBe('2 of 5');
  await button(ada, 'Upgrade to Professional').click();
  await ada.getByText('Professional waits for payment').waitFor();
  await button(ada, 'Stay on Starter').click();
  await ada.getByText('Professional waits for payment').waitFor({ state: 'detached' });
  await button(ada, 'Upgrade to Professional').click();
  const payment = ada.getByRole('link', { name: 'Go to the payment' });
  const isReached = () =>
    payment.evaluate((it) => {
      const title = it.closest('[role="alert"]')?.getBoundingClientRect().top ?? 0;
      const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
      return it === document.activeElement && title >= header && title < innerHeight / 2;
    });
  await expect.poll(isReached).toBe(true);
  await payment.click();
  await button(ada, /^Pay/).click();
  await heading(ada, 'Your plan: Professional').waitFor();
  await ada.getByText('Thank you. Your company is on Professional now.').waitFor();
  await expect.poll(() => new URL(ada.url()).search).toBe('');
  await button(ada, 'Change to Starter').click();
  await ada.getByRole('alertdialog').getByRole('button', { name: 'Change to Starter' }).click();
  await heading(ada, 'Your plan: Starter').waitFor();
  expect(await ada.getByText('Thank you.').count()).toBe(0);
});

test('a member who is removed is out', async () => {
  await bob.goto(product.edge);
  await bob.getByRole('heading', { name: 'Guides', level: 1 }).waitFor();
  await openSettings(ada, 'Members');
  await button(ada, 'Remove Bob').click();
  await ada.getByText('Bob is signed out within a minute').waitFor();
  await ada.getByRole('alertdialog').getByRole('button', { name: 'Remove Bob' }).click();
  await ada.getByText('Bob is no member any more.').waitFor();
  await expect
    .poll(
      async () => {
        await bob.goto(product.edge);
        return bob
          .getByRole('button', { name: 'Sign in' })
          .waitFor({ timeout: 3_000 })
          .then(() => 'out')
          .catch(() => 'in');
      },
      { timeout: minute },
    )
    .toBe('out');
});

/** A link sets no password within ten seconds of another one, since clocks differ. */
const settled = 11_000;
let passwordSetAt = 0;

test('a new password ends the session, and opens the next', async () => {
  await openSettings(ada, 'Account');
  await ada.getByRole('textbox', { name: 'Present password' }).fill('not this one');
  await ada.getByRole('textbox', { name: 'New password' }).fill('eleven green walruses 8');
  await button(ada, 'Change the password').click();
  await ada.getByText('The present password is another one.').waitFor();
  await ada.getByRole('textbox', { name: 'Present password' }).fill(owner.password);
  await button(ada, 'Change the password').click();
  await button(ada, 'Sign in').waitFor();
  passwordSetAt = Date.now();
  await signIn(ada, { ...owner, password: 'eleven green walruses 8' });
});

test('a mail’s link sets a password once, and says so at once when it is opened again', async () => {
  const before = (await mails.subjects(owner.email)).length;
  const page = await newPage();
  await page.goto(`${product.edge}/forgot-password`);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.waitForTimeout(Math.max(0, passwordSetAt + settled - Date.now()));
  await button(page, 'Send the link').click();
  const { token } = await mails.latest(owner.email, before + 1);
  await page.goto(`${product.edge}/reset-password?token=${token}`);
  await page.getByRole('textbox', { name: 'New password' }).fill('twelve amber herons 77');
  await button(page, 'Set the password').click();
  await heading(page, 'The new password is set').waitFor();
  await page.reload();
  await heading(page, 'This link was used already').waitFor();
  await page.getByRole('link', { name: 'Send a new link' }).waitFor();
});
