import { expect, test } from 'vitest';
import { zxcvbnStrength } from './password-strength.ts';

const known = ['lovelace.ada@analytical.example', 'Ada Lovelace', 'Analytical Engines Ltd'];

test.each([
  'immediately',
  'password1234',
  'qwertyuiop12',
  'lovelace.ada@analytical.example',
  'analytical!!',
  'aaaaaaaaaaaaaaaa',
  '1234567890123',
])('%s is guessed easily by somebody who knows whose it is', (password) => {
  expect(zxcvbnStrength.score(password, known)).toBeLessThan(3);
});

test.each(['seven quiet otters 42', 'xK9#mQ2$vL7p', 'Blaubeere fährt Tandem'])('%s is not', (password) => {
  expect(zxcvbnStrength.score(password, known)).toBeGreaterThanOrEqual(3);
});

test('the same password is weaker for the company that it names', () => {
  const password = 'Brightwater Logistics';
  expect(zxcvbnStrength.score(password, ['Brightwater Logistics'])).toBeLessThan(
    zxcvbnStrength.score(password, known),
  );
});
