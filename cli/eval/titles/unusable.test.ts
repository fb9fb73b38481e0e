import { describe, expect, test } from 'vitest';
import type { JudgedTitle, UnusableReason } from './unusable.ts';
import { unusableReason } from './unusable.ts';

const judged = (title: string, more: Partial<JudgedTitle> = {}): JudgedTitle => ({
  kind: 'click',
  title,
  secret: false,
  ...more,
});

describe('a title that a reader cannot use is known by why', () => {
  test.each<[UnusableReason, JudgedTitle]>([
    ['says-here', judged('Click **here**')],
    ['says-here', judged('Click **Click here**')],
    ['says-here', judged('Click **this icon**')],
    ['unnamed', judged('Click the button')],
    ['unnamed', judged('Click the image in the header')],
    ['unnamed', judged('Click **\ue801**')],
    ['unnamed', judged('Click **🗑️**')],
    ['unnamed', judged('Click **btn-prim-2**')],
    ['unnamed', judged('Click **ember12345**')],
    ['unnamed', judged('Type “Oslo” in the text field', { kind: 'type', value: 'Oslo' })],
    ['unnamed', judged('Set the date field to **2027-01-02**', { kind: 'type', value: '2027-01-02' })],
    ['unnamed', judged('Select **Norway** from the list', { kind: 'select', value: 'Norway' })],
    ['text-dump', judged(`Click **${'word '.repeat(13).trim()}**`)],
    ['text-dump', judged(`Click **${'lengthy'.repeat(12)}**`)],
    ['text-dump', judged('Click **Order 12 Kettle 2 pieces 49 EUR 14 May Edit**')],
    ['cut-off', judged('Click **Send the quarterly report to…**')],
    ['cut-off', judged('Click **Quarterly rep**', { reference: 'Quarterly report' })],
    ['cut-off', judged('Check **Share it**', { reference: 'Share it unless I object' })],
  ])('%s: %s', (reason, title) => {
    expect(unusableReason(title)).toBe(reason);
  });
});

describe('a title that can be used is not blamed', () => {
  test.each([
    judged('Click **Save**'),
    judged('Click **+**'),
    judged('Click **14**'),
    judged('Check the checkbox in the “Rent” row'),
    judged('Click **Open link in…**', { reference: 'Open link in…' }),
    judged('Uncheck **Image**', { role: 'checkbox' }),
    judged('Click **my_file**', { reference: 'my_file' }),
    judged('Click **client_id**', { reference: 'client_id:' }),
    judged('Click **Quarterly report**', { reference: 'Quarterly report 3' }),
    judged('Type “Oslo” in the search field', { kind: 'type', value: 'Oslo' }),
    judged('Type “a long text that was cut…” in **Note**', {
      kind: 'type',
      value: 'a long text that was cut off',
    }),
    judged('Enter your card details', { kind: 'type', secret: true }),
    judged('Press **Ctrl+S**', { kind: 'press-key', value: 'Control+S' }),
    judged('Go to **Orders**', { kind: 'navigate' }),
    judged('Choose the file **plan-2027_final.pdf**', { kind: 'choose-file', value: 'plan-2027_final.pdf' }),
  ])('$title', (title) => {
    expect(unusableReason(title)).toBeUndefined();
  });
});

describe('neighbours', () => {
  const stepBefore = (title: string, sameTarget: boolean) => ({ title, sameTarget });
  test('with the very same words cannot be told apart', () => {
    expect(unusableReason(judged('Click **Edit**'), stepBefore('Click **edit**', false))).toBe(
      'like-its-neighbour',
    );
    expect(unusableReason(judged('Click **Edit**'), stepBefore('Click **Edit**', true))).toBe(
      'like-its-neighbour',
    );
  });
  test('are told apart by where they are', () => {
    const title = judged('Click **Edit** in the “Jo” row');
    expect(unusableReason(title, stepBefore('Click **Edit** in the “Mira” row', false))).toBeUndefined();
  });
  test('are done once more only where they are the same thing', () => {
    const title = judged('Click **Next** again');
    expect(unusableReason(title, stepBefore('Click **Next**', true))).toBeUndefined();
    expect(unusableReason(title, stepBefore('Click **Next**', false))).toBe('like-its-neighbour');
  });
});
