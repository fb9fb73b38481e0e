import { expect, test } from 'vitest';
import { standardRules } from '../../../contracts/redaction/policy.ts';
import { compilePolicy } from '../policy/compile-policy.ts';
import { re2Engine } from '../policy/re2-engine.ts';
import { hideInAddress } from './hide-in-address.ts';
import { hideText } from './hide-text.ts';
import { knownValues } from './known-values.ts';

const { find } = compilePolicy(standardRules, re2Engine);

test('a value that only its field’s name gave away is known wherever it is said again', () => {
  const known = knownValues();
  const over = known.over(find);
  expect(hideText(over, 'Order of Xanthe Orrin').kinds).toEqual([]);
  known.remember('Xanthe Orrin', 'person-name');
  expect(hideText(over, 'Order of Xanthe Orrin, mail jo@x.io').kinds).toEqual(['person-name', 'email']);
  expect(hideInAddress(over, 'https://x.io/?c=Xanthe+Orrin').kinds).toEqual(['person-name']);
});

test('what overlaps with something found is hidden with it, once', () => {
  const known = knownValues();
  known.remember('jo@x.io now', 'term');
  expect(known.over(find)('Mail jo@x.io now')).toEqual([{ kind: 'term', start: 5, end: 16 }]);
});

test('a single word is nobody’s, and the oldest of many values is forgotten', () => {
  const known = knownValues();
  known.remember('Status', 'person-name');
  for (let at = 0; at <= 200; at += 1) known.remember(`Xanthe No${at}`, 'person-name');
  const over = known.over(() => []);
  expect(over('Status')).toEqual([]);
  expect(over('Xanthe No0 or')).toEqual([]);
  expect(over('Xanthe No1 or')).toHaveLength(1);
});
