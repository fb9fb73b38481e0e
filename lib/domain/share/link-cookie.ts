import { tokenPattern } from './share-token.ts';

/** Tells the page by which link it was opened, so that it can pass on that link: its own address opens for nobody else. */
export const linkCookieName = 'guidewright-link';

/** Finds the token in a page's cookies, as its first group. */
export const linkCookiePattern = `(?:^|; )${linkCookieName}=(${tokenPattern})(?=;|$)`;
