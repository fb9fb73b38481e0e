import { describe, expect, test } from 'vitest';
import { draftStep } from '../../../test/fakes/guide-draft.ts';
import { button, field, link, target } from '../../../test/fixtures/traces/trace.ts';
import type { ActionTarget } from '../../contracts/capture/action.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { sectionsOf } from './section-guide.ts';

interface Done {
  readonly on: ActionTarget;
  readonly kind?: DraftStep['kind'];
}
const press = (on: ActionTarget): Done => ({ on });
const fill = (name: string): Done => ({ on: field(name), kind: 'type' });

/** Steps on pages of one site, by the page's title. */
function steps(...pages: readonly (readonly [title: string, done: readonly Done[]])[]): DraftStep[] {
  return pages
    .flatMap(([title, done]) => done.map((one) => ({ ...one, title })))
    .map(({ on, kind = 'click', title }, at) =>
      draftStep(at, {
        kind,
        target: on,
        title: `Click **${on.name}**`,
        page: { url: `https://shop.example/${title}`, title: `${title} – Acme` },
      }),
    );
}
const told = (given: DraftStep[]) => sectionsOf(given).map(({ title, firstStep }) => [firstStep, title]);

describe('a guide falls into parts', () => {
  test('by page, each called by what is achieved there, else by the page', () => {
    const given = steps(
      ['Products', [press(field('Search')), press(link('Kettle'))]],
      ['Kettle', [press(button('Blue')), press(button('Add to cart'))]],
      ['Checkout', [fill('Name'), fill('Street'), press(button('Place order'))]],
    );
    expect(told(given)).toEqual([
      ['stp_0', 'Products'],
      ['stp_2', 'Add a product to the cart'],
      ['stp_4', 'Place an order'],
    ]);
  });

  test('on one page by what is submitted', () => {
    const given = steps([
      'Team',
      [
        press(button('Invite member')),
        fill('E-mail'),
        press(button('Send invitation')),
        press(target('tab', { name: 'Roles' })),
        fill('Name of the role'),
        press(button('Create role')),
      ],
    ]);
    expect(told(given)).toEqual([
      ['stp_0', 'Send an invitation'],
      ['stp_3', 'Create a role'],
    ]);
  });

  test('a single step belongs to what it leads to', () => {
    const given = steps(
      ['Home', [press(link('Orders'))]],
      ['Orders', [press(link('4711')), press(button('Details')), press(button('Notes'))]],
      ['Invoices', [press(link('4712')), press(button('Lines'))]],
    );
    expect(told(given)).toEqual([
      ['stp_0', 'Orders'],
      ['stp_4', 'Invoices'],
    ]);
  });
});

test('a short guide, and one that is all one thing, is one piece', () => {
  expect(
    told(steps(['A', [press(button('One')), press(button('Two'))]], ['B', [press(button('Three'))]])),
  ).toEqual([]);
  expect(told(steps(['A', Array.from({ length: 9 }, (_, at) => press(button(`Cell ${at}`)))]))).toEqual([]);
});
