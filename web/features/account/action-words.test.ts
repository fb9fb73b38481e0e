import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actions } from '../../../lib/contracts/identity/action.ts';
import { actionWords, eventWords } from './action-words.ts';

test('no two actions or events read alike', () => {
  const words = [...Object.keys(actions), ...Object.keys(eventWords)].map((action) => actionWords(action));
  expect(new Set(words).size).toBe(words.length);
});

test('what is not known yet reads as words all the same', () => {
  expect(actionWords('rotateSigningKey')).toBe('Rotate signing key');
});

test('whatever the product writes into the log can be chosen in its filter', () => {
  const sources = globSync('lib/{domain,adapters}/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const written = sources.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /action: '(\w+)',\s*(?:resource|outcome|facts|decided)|audited\([^()]+, '(\w+)'/g,
      ),
    ].map(([, one, other]) => one ?? other ?? ''),
  );
  expect(written).toEqual(expect.arrayContaining(['deleteOriginals', 'removeMember', 'signIn']));
  expect(written.filter((action) => !(action in actions) && !(action in eventWords))).toEqual([]);
});
