import { expect, test } from 'vitest';
import { accessCookies } from './access-cookies.ts';

const now = new Date('2026-03-01T10:00:00.500Z');
const signed: [string, Date][] = [];
const signer = {
  sign: async (resource: string, expiresAt: Date) => {
    signed.push([resource, expiresAt]);
    return { 'CloudFront-Policy': 'policy', 'CloudFront-Signature': 'signature' };
  },
};
const at = { edgeUrl: 'https://edge.example', publicationId: 'pub_1', now };

test('cookies go to this publication alone, by secure connections alone, out of reach of scripts', async () => {
  const { cookies, url } = await accessCookies(signer, at);
  expect(url).toBe('https://edge.example/g/pub_1/index.html');
  expect(signed.at(-1)?.[0]).toBe('https://edge.example/g/pub_1/*');
  expect(cookies[0]).toBe(
    'CloudFront-Policy=policy; Path=/g/pub_1/; Max-Age=3599; HttpOnly; SameSite=Lax; Secure',
  );
});

test.each([
  ['http://127.0.0.1:4000', false],
  ['http://localhost:4000', false],
  ['http://edge.example', true],
  ['http://127.0.0.1.evil.example', true],
  ['https://127.0.0.1:4000', true],
])('on %s a cookie is Secure: %s', async (edgeUrl, secure) => {
  const { cookies } = await accessCookies(signer, { ...at, edgeUrl });
  expect(cookies.every((cookie) => cookie.includes('; Secure') === secure)).toBe(true);
});

test('access ends after an hour, or with the link, never a part of a second later', async () => {
  expect((await accessCookies(signer, at)).expiresAt).toEqual(new Date('2026-03-01T11:00:00Z'));
  const notAfter = '2026-03-01T10:20:30.900Z';
  expect((await accessCookies(signer, { ...at, notAfter })).expiresAt).toEqual(
    new Date('2026-03-01T10:20:30Z'),
  );
  expect((await accessCookies(signer, { ...at, notAfter: null })).expiresAt).toEqual(
    new Date('2026-03-01T11:00:00Z'),
  );
});
