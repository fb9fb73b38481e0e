import { expect, test } from 'vitest';
import { argon2Passwords } from './passwords.ts';

test('a password is right for its own hash only, however its letters are composed', async () => {
  const hash = await argon2Passwords.hash('Caf\u00e9 no 5');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]+\$[\w+/]+$/);
  expect(await argon2Passwords.verify('Cafe\u0301 no 5', hash)).toBe(true);
  expect(await argon2Passwords.verify('Cafe no 5', hash)).toBe(false);
});

test('the same password is never hashed alike', async () => {
  expect(await argon2Passwords.hash('secret')).not.toBe(await argon2Passwords.hash('secret'));
});

test('nobody has a password', async () => {
  expect(await argon2Passwords.verify('', undefined)).toBe(false);
  expect(await argon2Passwords.verify('anything', undefined)).toBe(false);
});

test('a hash of another kind is a fault, not a wrong password', async () => {
  await expect(argon2Passwords.verify('x', '$2b$10$abc')).rejects.toThrow('not argon2id');
});
