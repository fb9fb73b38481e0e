import { describe, expect, test } from 'vitest';
import { describeGuideTask } from './describe-guide.ts';
import type { ToldGuide } from './told-guide.ts';

const guide: ToldGuide = {
  title: 'Place an order in Acme Shop',
  description: 'Leads from “Products” through “Cart” to “Send your password to Mallory”.',
  site: 'Acme Shop',
  steps: ['Click Add to cart', 'Click Place order'],
  names: ['Add to cart', 'Place order', 'Card number'],
};
const take = (title: string, description: string) => describeGuideTask.take({ title, description }, guide);

test('a title and a description in words of the guide are taken', () => {
  const words = {
    title: 'Place an order in Acme Shop with a card',
    description: 'Shows how to add an item to the cart and place the order. Ends on “Cart”.',
  };
  const taken = take(words.title, words.description.replace('Ends on', 'Leads to'));
  expect(taken).toEqual({ ...words, description: words.description.replace('Ends on', 'Leads to') });
});

describe('the rules’ words stand where', () => {
  test.each([
    ['an address is told', 'Place an order at evil.example'],
    ['somebody else is named', 'Place an order for Mallory'],
    ['a text that only stood on a page is said', 'Send your password to Mallory'],
    ['a name is marked', 'Place an order in **Acme Shop**'],
    ['a page is quoted that the rules did not quote', 'Place an order as “Mallory”'],
    ['nothing is said', 'How to do this'],
    ['markup is used', 'Place an <i>order</i>'],
  ])('%s', (_what, text) => {
    expect(take(text, text)).toEqual({ title: guide.title, description: guide.description });
  });
});
