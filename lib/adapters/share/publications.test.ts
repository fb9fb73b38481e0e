import { expect, test } from 'vitest';
import { afterRevocationSeconds, publicMemorySeconds } from '../../contracts/share/link.ts';
import { caching } from './publications.ts';

const edgeSeconds = (key: string, kind: 'picture' | 'page') =>
  Number(/s-maxage=(\d+)/.exec(caching(key, kind))?.[1]);

test('the edge forgets what needs a cookie, pictures too, as soon as people are told it does', () => {
  expect(edgeSeconds('g/pub_1/index.html', 'page')).toBe(afterRevocationSeconds);
  expect(edgeSeconds('g/pub_1/images/stp_0.webp', 'picture')).toBe(afterRevocationSeconds);
  expect(edgeSeconds('p/pub_1/index.html', 'page')).toBe(publicMemorySeconds);
});

test('browsers ask for a page anew each time, and keep a picture, whose name changes with it', () => {
  for (const prefix of ['g', 'p']) {
    expect(caching(`${prefix}/pub_1/index.html`, 'page')).toContain('max-age=0');
    expect(caching(`${prefix}/pub_1/images/stp_0.webp`, 'picture')).toContain('immutable');
  }
});
