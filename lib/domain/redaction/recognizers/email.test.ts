import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['write to john.doe+tag@mail.example.co.uk.', 'john.doe+tag@mail.example.co.uk'],
  ["<o'brien@example.com>", "o'brien@example.com"],
  ['"e-mail":"j_d@x.io"', 'j_d@x.io'],
  ['(jürgen@müller.de)', 'jürgen@müller.de'],
  ['用户@例子.中国', '用户@例子.中国'],
  ['mailto:a@b.org?subject=x', 'a@b.org'],
  ['jane＠example．com', 'jane＠example．com'],
  ['jane [at] example [dot] com', 'jane [at] example [dot] com'],
  ['?user=jo%40example.com&x=1', 'jo%40example.com'],
  ['root@[192.168.0.1]', 'root@[192.168.0.1]'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('email', text)).toEqual([value]);
});

test.each(['info@example.', '@mention', 'user@host', 'a..b@', 'john@example..com'])(
  'what is no address is not found: “%s”',
  (text) => {
    expect(found('email', text)).toEqual([]);
  },
);

test.each([
  'icon@2x.png',
  'react@18.2.0',
  'git@github.com:acme/app.git',
  'logo@3x.jpeg',
  'meet @ noon. com',
  'node@24',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('email', text)).toEqual([]);
});
