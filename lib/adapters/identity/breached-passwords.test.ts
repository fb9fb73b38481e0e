import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { breachedPasswords } from './breached-passwords.ts';

const digest = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();

/** A list that has `stolen` and pads its answers, as the real one does. */
function list(stolen: string) {
  const asked: string[] = [];
  const answer: typeof fetch = async (url, options) => {
    asked.push(String(url));
    expect(options?.headers).toMatchObject({ 'add-padding': 'true' });
    const prefix = String(url).slice(-5);
    const lines = ['0018A45C4D1DEF81644B54AB7F969B88D65:12', `${digest('padding').slice(5)}:0`];
    if (digest(stolen).startsWith(prefix)) lines.push(`${digest(stolen).slice(5)}:3`);
    return new Response(lines.join('\r\n'));
  };
  return { breaches: breachedPasswords('https://list.example/range', answer), asked };
}

test('a listed password is found, and the list learns five digits of its hash', async () => {
  const { breaches, asked } = list('correct horse');
  expect(await breaches.isListed('correct horse')).toBe(true);
  expect(await breaches.isListed('another')).toBe(false);
  expect(await breaches.isListed('padding')).toBe(false);
  expect(asked).toEqual(
    ['correct horse', 'another', 'padding'].map(
      (password) => `https://list.example/range/${digest(password).slice(0, 5)}`,
    ),
  );
});

function logged() {
  const entries: unknown[][] = [];
  const note = (...entry: unknown[]) => void entries.push(entry);
  return { entries, report: { info: note, error: note } };
}

test('a list that fails keeps nobody out, and its failure is logged without the password', async () => {
  const { entries, report } = logged();
  const failures: (typeof fetch)[] = [
    async () => new Response('', { status: 503 }),
    () => Promise.reject(new Error('down')),
  ];
  for (const answer of failures) {
    const breaches = breachedPasswords('https://list.example/range', answer, report);
    expect(await breaches.isListed('secret words')).toBe(false);
  }
  expect(entries).toEqual([
    ['BREACHED_PASSWORDS_FAILED', expect.objectContaining({ message: 'the list answered 503' })],
    ['BREACHED_PASSWORDS_FAILED', expect.objectContaining({ message: 'down' })],
  ]);
});

test('without a list nothing is asked, and the log says that it is off', async () => {
  const { entries, report } = logged();
  const never = () => Promise.reject(new Error('asked'));
  expect(await breachedPasswords('off', never, report).isListed('password')).toBe(false);
  expect(entries).toEqual([['BREACHED_PASSWORDS_OFF']]);
});
