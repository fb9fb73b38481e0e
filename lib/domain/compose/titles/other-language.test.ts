import { expect, test } from 'vitest';
import { button, field, target, within } from '../../../../test/fixtures/traces/trace.ts';
import type { ActionTarget } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { english, type Phrases } from './phrases.ts';
import { titleStep } from './title-step.ts';

/** What a further language is: one table. Only what the steps below need is said in it. */
const norwegian: Phrases = {
  ...english,
  step: {
    ...english.step,
    click: 'Klikk på {it}',
    nameless: '{role}',
    namelessAt: 'den {ordinal} {role}',
    type: 'Skriv «{value}» i {it}',
    thenEnter: '{sentence} og trykk på {key}',
    iconNamed: 'ikonet {it}',
    press: 'Trykk på {keys}',
  },
  place: { ...english.place, row: 'i raden «{name}»', dialog: 'i vinduet «{name}»' },
  roles: { ...english.roles, columnheader: 'kolonnen' },
  ordinals: ['første', 'andre'],
  keys: { ...english.keys, Enter: 'Linjeskift', Control: 'Ctrl' },
};

const step = (kind: Step['kind'], on?: ActionTarget, more: Partial<Step> = {}): Step => ({
  id: 'stp_1',
  kind,
  title: '',
  page: { url: 'https://shop.example/', title: 'Shop' },
  tab: 1,
  at: 0,
  actions: { first: 1, last: 1 },
  ...(on && { target: on }),
  ...more,
});

test.each<[string, Step]>([
  [
    'Klikk på **Edit** i vinduet «Priser»',
    step('click', button('Edit', { surroundings: within(['dialog', 'Priser']) })),
  ],
  [
    'Skriv «Oslo» i **By** og trykk på **Linjeskift**',
    step('type', field('By'), { value: { text: 'Oslo', masked: false }, endKey: 'Enter' }),
  ],
  ['Trykk på **Ctrl+S**', step('press-key', undefined, { value: { text: 'Control+S', masked: false } })],
  [
    'Klikk på den andre kolonnen',
    step('click', target('columnheader', { name: '', surroundings: within(['ordinal', '2']) })),
  ],
])('a step is told in another language by its table alone: %s', (title, given) => {
  expect(titleStep(given, norwegian).title).toBe(title);
});
