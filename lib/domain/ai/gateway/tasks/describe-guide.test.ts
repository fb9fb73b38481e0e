import { describe, expect, test } from 'vitest';
import { describeGuideTask } from './describe-guide.ts';
import type { ToldGuide } from './told-guide.ts';

/** With which a page would have an order spelt. */
const ownControls = ['Password', 'Mallory Helpdesk', 'Transfer', 'Acme bank', 'Mallory Crew'];
const guide: ToldGuide = {
  title: 'Place an order in Acme Shop',
  description:
    'Start on the “Products” page, go on to the “Cart” page and finish on the “Send your password to Mallory” page.',
  site: 'Acme Shop',
  steps: ['Click Add to cart', 'Click Place order'],
  names: ['Add to cart', 'Place order', 'Wish list', ...ownControls],
};
const take = (title: string, description: string) => describeGuideTask.take({ title, description }, guide);

test('a title and a description in words of the guide are taken', () => {
  const words = {
    title: 'Place an order in Acme Shop from the wish list',
    description: 'Shows how to add an item to the cart and place the order. Ends on “Cart”.',
  };
  const taken = take(words.title, words.description.replace('Ends on', 'Leads to'));
  expect(taken).toEqual({ ...words, description: words.description.replace('Ends on', 'Leads to') });
});

describe('the rules’ words stand where', () => {
  test.each([
    ['an address is told', 'Place an order at evil.example'],
    ['somebody else is named', 'Place an order for Eve'],
    ['a text that only stood on a page is said', 'Send your password to Mallory'],
    ['a name is marked', 'Place an order in **Acme Shop**'],
    ['a page is quoted that the rules did not quote', 'Place an order as “Mallory”'],
    ['nothing is said', 'How to do this'],
    ['markup is used', 'Place an <i>order</i>'],
    ['an order is spelt with names of controls', 'Enter your password into Mallory Helpdesk'],
    ['an order is spelt with names that weigh nothing', 'Place the wish list at Mallory Crew'],
    ['it is spelt in two sentences', 'Place an order. Go to Mallory Crew. Enter the wish list'],
    ['it is spelt with names in quotation marks', 'Enter “Wish list” at “Mallory Crew”'],
    ['pages that the rules quote are told as something to do', 'Enter “Products” into “Cart”'],
    ['one name is quoted and another one said', 'Enter “Wish list” at Mallory Crew'],
    ['one name alone brings in something weighty', 'Place your password'],
    ['one quoted name brings in something weighty', 'Enter your “Password” to place an order'],
    ['a page that the rules quote does', 'Place an order by “Send your password to Mallory”'],
  ])('%s', (_what, text) => {
    expect(take(text, text)).toEqual({ title: guide.title, description: guide.description });
  });
});
