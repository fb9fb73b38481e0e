import { expect, test } from 'vitest';
import { cedarEngine } from './cedar.ts';

const faultsOf = (text: string) => cedarEngine().faults([{ id: 'p', description: '', text }]);

test('what cannot be read is told with its line', () => {
  expect(faultsOf('permit (principal,\n  action\n  resource);')).toEqual([
    { index: 0, field: 'text', message: expect.stringMatching(/^line 3: unexpected token/) },
  ]);
});

test('what does not fit the schema is told with its line and what was meant, letters of two bytes before it or not', () => {
  const text = '// für alle\npermit (principal,\n  action == Action::"deletGuide",\n  resource);';
  expect(faultsOf(text)).toEqual([
    {
      index: 0,
      field: 'text',
      message: expect.stringMatching(
        /^line 3: unrecognized action .*did you mean `Action::"deleteGuide"`\?$/,
      ),
    },
  ]);
});
