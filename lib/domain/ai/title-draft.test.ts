import { describe, expect, test } from 'vitest';
import { button, field, link, Trace, target, within } from '../../../test/fixtures/traces/trace.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import { replay } from '../compose/assemble-steps.ts';
import { titleDraft } from './title-draft.ts';

function draftOf(trace: Trace, title = ''): Draft {
  return {
    schema: 1,
    guideId: 'gde_1',
    tenantId: 'tnt_1',
    recordingId: 'rec_1',
    createdBy: 'usr_1',
    title,
    description: '',
    url: 'https://shop.example/',
    visibility: 'private',
    missing: [],
    steps: replay(trace.actions).map((step) => ({ ...step, image: null })),
  };
}
const shop = () => new Trace('https://shop.example/', 'Acme Shop');
const admin = () => new Trace('https://admin.example.com/users', 'Users | Orbit Admin');
const about = (...surroundings: readonly (readonly [string, string])[]) => ({
  surroundings: within(...surroundings),
});

describe('the title of a guide', () => {
  test.each<[string, Trace, string]>([
    [
      'is what the last telling button says',
      shop().click(button('Check out')).click(button('Place order')),
      'Place an order in Acme Shop',
    ],
    [
      'says what is put into the cart',
      shop().click(button('Add to cart', about(['heading', 'Kitchen scale']))),
      'Add Kitchen scale to the cart in Acme Shop',
    ],
    [
      'takes the dialog for a bare “Save”',
      admin().click(button('Save', about(['dialog', 'Edit profile']))),
      'Edit profile in Orbit Admin',
    ],
    [
      'joins a bare verb with what it is about',
      admin().click(button('Save', about(['heading', 'Settings']))),
      'Save settings in Orbit Admin',
    ],
    [
      'takes what a bare “OK” agreed to',
      admin().click(button('Delete user')).click(button('OK')),
      'Delete a user in Orbit Admin',
    ],
    [
      'speaks of any such thing where a dialog speaks of this one',
      shop().click(button('Confirm', about(['dialog', 'Place this order?']))),
      'Place an order in Acme Shop',
    ],
    ['goes on with the right word', admin().click(button('Sign in')), 'Sign in to Orbit Admin'],
    [
      'does not stumble over two prepositions',
      admin().click(button('Opt in')).click(button('Publish opt in')),
      'Publish opt in',
    ],
    [
      'gives a bare verb one of the page’s things',
      admin().click(button('Edit', about(['row', 'Jane Doe']))),
      'Edit a user in Orbit Admin',
    ],
    [
      'does not take a preparation for the goal',
      ['Name', 'Town', 'Role', 'Date', 'Team', 'Age', 'Status'].reduce(
        (trace, name) => trace.click(target('columnheader', { name })),
        admin().click(button('Add filter')),
      ),
      'Use Orbit Admin',
    ],
    [
      'does not take giving up for the goal',
      admin().click(button('Invite member')).click(button('Cancel')),
      'Invite a member in Orbit Admin',
    ],
    [
      'is the page’s own when that says what is done there',
      new Trace('https://news.example/', 'Write an article').click(
        button('Save', about(['dialog', 'Source code'])),
      ),
      'Write an article',
    ],
    [
      'does not take an address for an order',
      admin().click(button('Publish post')).click(button('POST /animals.json Add an animal')),
      'Publish a post in Orbit Admin',
    ],
    ['makes “New …” a creation', admin().click(link('New invoice')), 'Create a new invoice in Orbit Admin'],
    [
      'does not end with signing out',
      admin().click(button('Invite member')).click(button('Sign out')),
      'Invite a member in Orbit Admin',
    ],
    [
      'is the search when nothing was submitted',
      shop()
        .type(target('searchbox', { name: 'Search' }), 'mug')
        .key('Enter', target('searchbox', { name: 'Search' })),
      'Search for “mug” in Acme Shop',
    ],
    [
      'is the setting when that was all',
      admin().add({ kind: 'check', checked: true }, target('switch', { name: 'Dark mode' })),
      'Turn on Dark mode in Orbit Admin',
    ],
    [
      'is what was opened when one only looked',
      admin().click(link('Audit log')),
      'Open “Audit log” in Orbit Admin',
    ],
    ['is the page when nothing was done', admin(), 'Go to Users in Orbit Admin'],
    [
      'goes by the host where pages have no titles',
      new Trace('https://www.acme.co.uk/x', '').click(button('Place order')),
      'Place an order in Acme',
    ],
    [
      'does without a site that has no name',
      new Trace('http://127.0.0.1:4173/', '').click(button('Place order')),
      'Place an order',
    ],
    [
      'finds the site in what page titles share',
      shop()
        .click(link('Cart'))
        .leadsTo('https://shop.example/cart', 'Cart – Acme Shop')
        .click(button('Publish post')),
      'Publish a post in Acme Shop',
    ],
  ])('%s', (_sentence, trace, title) => {
    expect(titleDraft(draftOf(trace)).title).toBe(title);
  });

  test('stays when a person gave it, not when it only stood in', () => {
    const trace = shop().click(button('Place order'));
    expect(titleDraft(draftOf(trace, 'How we order')).title).toBe('How we order');
    for (const standIn of [
      'Acme Shop',
      'https://shop.example/',
      'Recording 7/1/2022 at 11:34:08 AM',
      'Untitled',
    ])
      expect(titleDraft(draftOf(trace, standIn)).title).toBe('Place an order in Acme Shop');
  });

  test('has at most 80 characters and no phrase cut short', () => {
    const trace = shop().click(
      button(`Create ${'very '.repeat(9)}long report`, about(['dialog', 'x'.repeat(300)])),
    );
    const { title } = titleDraft(draftOf(trace));
    expect(title.length).toBeLessThanOrEqual(80);
    expect(title).not.toMatch(/…|\.\.\./);
  });

  test('of nothing says so', () => {
    expect(titleDraft({ ...draftOf(shop()), steps: [] })).toMatchObject({
      title: 'Empty recording',
      description: '',
    });
  });
});

describe('the description', () => {
  const of = (trace: Trace, title = '') => titleDraft(draftOf(trace, title)).description;
  const ordering = () =>
    shop()
      .click(link('Cart'))
      .leadsTo('https://shop.example/cart', 'Cart – Acme Shop')
      .click(button('Check out'))
      .leadsTo('https://shop.example/pay', 'Payment – Acme Shop');
  const secret = (name: string, sensitivity: 'card') => field(name, { sensitivity });

  test('says which way it leads, and what to have ready', () => {
    const trace = ordering().typeMasked(secret('Card number', 'card')).click(button('Place order'));
    expect(of(trace)).toBe(
      'Start on the “Acme Shop” page, go on to the “Cart” page and finish on the “Payment” page. You will need the payment details.',
    );
  });

  test('names the first page and the last where there are many, and where they are when the title does not', () => {
    const trace = admin()
      .click(link('Roles'))
      .leadsTo('https://admin.example.com/roles', 'Roles | Orbit Admin')
      .click(link('Editor'))
      .leadsTo('https://admin.example.com/roles/3', 'Editor | Orbit Admin')
      .click(link('Members'))
      .leadsTo('https://admin.example.com/roles/3/members', 'Members page | Orbit Admin')
      .click(button('Add'));
    expect(of(trace, 'How we promote')).toBe(
      'Start on the “Users” page of Orbit Admin and finish on “Members page”.',
    );
  });

  test('says where it is done when that is one page', () => {
    expect(of(admin().click(button('Save')), 'How we promote')).toBe('Everything is done in Orbit Admin.');
  });

  test('does not take the way back for an end of its own', () => {
    const trace = admin()
      .click(link('New user'))
      .leadsTo('https://admin.example.com/users/new', 'New user | Orbit Admin')
      .click(button('Save'))
      .leadsTo('https://admin.example.com/users', 'Users | Orbit Admin')
      .click(link('Ada'));
    expect(of(trace, 'Add a colleague in Orbit Admin')).toBe('Start and finish on the “Users” page.');
  });

  test('does not say again where the title ends', () => {
    const trace = admin()
      .click(link('Audit log'))
      .leadsTo('https://admin.example.com/log', 'Audit log | Orbit Admin')
      .click(button('Newest'));
    expect(of(trace, 'Read the audit log in Orbit Admin')).toBe('Start on the “Users” page.');
  });

  test('names what was masked, and nothing that the guide shows', () => {
    const trace = admin()
      .typeMasked(field('Full name', { sensitivity: 'masked' }))
      .type(field('Town'), 'Oslo')
      .click(button('Save'));
    expect(of(trace)).toBe('You will need the full name.');
  });

  test('names the sites when there are several', () => {
    const trace = shop()
      .click(link('Pay'))
      .leadsTo('https://www.bank.example/', 'Pay')
      .click(button('Confirm payment'));
    expect(of(trace, 'Pay a bill')).toBe('Start in Acme Shop and finish in Pay.');
  });

  test('is absent when it could only repeat the title', () => {
    expect(of(admin().click(link('Audit log')), 'Read the audit log in Orbit Admin')).toBe('');
  });

  test('is not guessed from the last button', () => {
    const trace = admin().click(button('Edit')).click(button('Cancel'));
    expect(of(trace, 'Change a colleague’s role')).not.toMatch(/cancel/i);
  });
});

describe('steps with the same words', () => {
  const save = (dialog: string) => button('Save', about(['dialog', dialog]));
  const titles = (trace: Trace) =>
    titleDraft(draftOf(trace))
      .steps.slice(1)
      .map(({ title }) => title);

  test('are told apart by their places', () => {
    expect(titles(admin().click(save('Add user')).type(field('Name'), 'x').click(save('Edit user')))).toEqual(
      [
        'Click **Save** in the “Add user” dialog',
        'Type “x” in **Name**',
        'Click **Save** in the “Edit user” dialog',
      ],
    );
  });

  test('that follow each other on one thing say that it is done again', () => {
    const trace = admin();
    for (let i = 0; i < 3; i += 1) trace.after(9_000).click(save('Wizard'));
    expect(titles(trace)).toEqual(['Click **Save**', 'Click **Save** again', 'Click **Save** a third time']);
  });

  test('do not say what the step that led here was on', () => {
    const trace = new Trace('https://shop.example/', 'Shop')
      .click(link('Kettle'))
      .leadsTo('https://shop.example/kettle', 'Product')
      .click(button('Increase'))
      .click(button('Add to cart', about(['heading', 'Kettle'])));
    expect(titles(trace)).toEqual(['Click **Kettle**', 'Click **Increase**', 'Click **Add to cart**']);
  });

  test('say whose they are when the step before was on the same page', () => {
    const trace = admin()
      .click(link('Jane Doe'))
      .click(button('Edit', about(['row', 'Jane Doe'])));
    expect(titles(trace)).toEqual(['Click **Jane Doe**', 'Click **Edit** in the “Jane Doe” row']);
  });

  test('apart from each other on one thing stay as they are', () => {
    expect(titles(admin().click(save('A')).type(field('Name'), 'x').click(save('A')))).toEqual([
      'Click **Save**',
      'Type “x” in **Name**',
      'Click **Save**',
    ]);
  });
});

test('titling a draft twice changes nothing more', () => {
  const trace = admin();
  for (let i = 0; i < 3; i += 1) trace.after(9_000).click(button('Next'));
  trace.click(button('Save', about(['dialog', 'A']))).click(button('Save', about(['dialog', 'B'])));
  const once = titleDraft(draftOf(trace));
  expect(titleDraft(once)).toEqual(once);
  expect(once.title).not.toBe('');
});
