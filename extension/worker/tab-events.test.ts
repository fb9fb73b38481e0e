import { expect, test } from 'vitest';
import { causeOf } from './tab-events.ts';

test.each([
  ['typed', ['from_address_bar'], false, 'address'],
  ['link', [], true, 'action'],
  ['form_submit', [], true, 'action'],
  ['link', [], false, 'script'],
  ['link', ['client_redirect'], false, 'script'],
  ['reload', [], true, 'reload'],
  ['link', ['forward_back'], true, 'back-forward'],
  ['typed', ['forward_back', 'from_address_bar'], false, 'back-forward'],
  ['auto_bookmark', [], false, 'address'],
] as const)(
  'a %s navigation with %j, explained by an action: %s, is caused by %s',
  (transition, qualifiers, explained, cause) => {
    expect(causeOf(transition, qualifiers, explained)).toBe(cause);
  },
);
