import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { draftStep, guideDraft } from '../../../test/fakes/guide-draft.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import { publicationFiles } from './publication-files.ts';
import { renderNotice } from './render-notice.ts';
import { targetInFull } from './render-step.ts';

const pageOf = (draft: Draft, missing: string[] = [], publicUrl?: string) =>
  publicationFiles(draft, { title: draft.title, version: 1, missing }, publicUrl).page;
const read = (page: string) => parseHTML(page).document;
const calm = read(pageOf(guideDraft()));
const shapeOf = (document: Document) =>
  [...document.querySelectorAll('*')].map(
    ({ tagName, attributes }) => `${tagName} ${[...attributes].map(({ name }) => name).join(' ')}`,
  );

test('a page has one first heading, its steps as an ordered list with anchors, and a list of contents', () => {
  expect(calm.querySelectorAll('h1')).toHaveLength(1);
  expect([...calm.querySelectorAll('ol.steps > li')].map(({ id }) => id)).toEqual([
    'step-1',
    'step-2',
    'step-3',
  ]);
  expect([...calm.querySelectorAll('nav a')].map((a) => a.getAttribute('href'))).toEqual([
    '#step-1',
    '#step-2',
    '#step-3',
  ]);
  expect(calm.querySelector('#step-2 h2 strong')?.textContent).toBe('Button 1');
  expect(calm.title).toBe('Order a product in Acme Shop');
  expect(calm.documentElement.lang).toBe('en');
});

test('a guide without steps says so under its title, and lists nothing', () => {
  const empty = read(pageOf(guideDraft({ steps: [] })));
  expect(empty.querySelector('h1')?.textContent).toBe(calm.querySelector('h1')?.textContent);
  expect(empty.querySelector('main')?.textContent?.trim()).toBe('This guide has no steps yet.');
  expect(empty.querySelectorAll('nav, ol, script')).toHaveLength(0);
  expect(calm.querySelector('main .none')).toBeNull();
});

test('every picture has sizes, an alternative text and a place to enlarge; only the first is not lazy', () => {
  const pictures = [...calm.querySelectorAll('.shot img')];
  expect(pictures).toHaveLength(3);
  for (const picture of pictures) {
    for (const name of ['width', 'height', 'srcset', 'sizes', 'alt'])
      expect(picture.getAttribute(name)).toBeTruthy();
    expect(picture.parentElement?.getAttribute('href')).toMatch(/^images\/stp_\d-full\.[0-9a-f]{16}\.webp$/);
  }
  expect(pictures.map((picture) => picture.getAttribute('loading'))).toEqual([null, 'lazy', 'lazy']);
});

test('the place of a step is told when it changes', () => {
  const page = (url: string) => ({ page: { url, title: '' } });
  const steps = [
    draftStep(0, page('https://shop.example/products?q=1')),
    draftStep(1, page('https://shop.example/products?q=2')),
    draftStep(2, page('https://pay.example/checkout')),
  ];
  const places = [...read(pageOf(guideDraft({ steps }))).querySelectorAll('.at')].map((p) => p.textContent);
  expect(places).toEqual(['On pay.example/checkout']);
});

const sections = [
  { title: 'Find it', firstStep: 'stp_0' },
  { title: 'Buy <it>', firstStep: 'stp_2' },
];

test('a guide in parts has a heading for each, lists that are numbered through, and the parts among its contents', () => {
  const page = read(pageOf(guideDraft({ sections })));
  expect([...page.querySelectorAll('main h2')].map(({ textContent }) => textContent)).toEqual([
    'Find it',
    'Buy <it>',
  ]);
  expect([...page.querySelectorAll('ol.steps')].map((list) => list.getAttribute('start'))).toEqual([
    '1',
    '3',
  ]);
  expect([...page.querySelectorAll('.step h3')]).toHaveLength(3);
  expect([...page.querySelectorAll('.toc ol > li')].map(({ textContent }) => textContent)).toEqual([
    'Find it',
    expect.any(String),
    expect.any(String),
    'Buy <it>',
    expect.any(String),
  ]);
});

test('what varies between runs is said beside its step, and nowhere else', () => {
  const value = { text: 'Deliver on 2027-03-14', masked: false };
  const parameters = [{ kind: 'date' as const, start: 11, end: 21 }];
  const steps = [draftStep(0, { kind: 'type', value, parameters }), draftStep(1)];
  const said = [...read(pageOf(guideDraft({ steps }))).querySelectorAll('.varies')];
  expect(said.map(({ textContent }) => textContent)).toEqual([
    '“2027-03-14” is an example; yours will differ.',
  ]);
});

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></script><b>',
  '<!--',
  '&lt;b&gt;',
  '**<b>bold</b>**',
];
const addresses = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//http://x',
  ' data:text/html,<b>',
  'vbscript:x',
  'file:///etc/passwd',
  'https://u:p@x.example/"><b>',
  '//x.example',
];

test('nothing that was recorded becomes markup or a link that runs', () => {
  const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 40 }));
  const address = fc.oneof(fc.constantFrom(...addresses), fc.string(), fc.webUrl());
  fc.assert(
    fc.property(text, text, text, address, (title, note, missing, url) => {
      const page = { url, title };
      const target = {
        ...draftStep(0).target,
        name: title,
        selectors: [[note]],
      } as Draft['steps'][0]['target'];
      const steps = [0, 1, 2].map((i) =>
        draftStep(i, { title: `a${title}`, note: `a${note}`, page, target }),
      );
      const document = read(
        pageOf(guideDraft({ title: `a${title}`, description: `a${note}`, url, steps }), [missing]),
      );
      const links = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? '');
      for (const link of links) expect(link).toMatch(/^(https?:\/\/|#step|images\/)/);
      expect(links.join()).not.toContain('u:p@');
      const calmShape = new Set([...shapeOf(calm), ...shapeOf(marked)]);
      for (const element of shapeOf(document)) expect(calmShape).toContain(element);
    }),
    { numRuns: 300 },
  );
});

/** A page with every element that a harmless guide can have. */
const marked = read(
  pageOf(
    guideDraft({
      title: 'a **b** c',
      steps: [0, 1, 2].map((i) =>
        draftStep(i, { note: 'note', page: { url: `https://${i}.example/`, title: '' } }),
      ),
    }),
    ['missing'],
  ),
);

test('hostile text is still there to read, letter by letter', () => {
  for (const title of hostile) {
    const document = read(pageOf(guideDraft({ steps: [draftStep(0, { title, note: title })] })));
    expect(document.querySelector('.note')?.textContent).toBe(title);
  }
});

test('only the page’s own style and script may run', async () => {
  const policy = calm.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*/);
  for (const name of ['style', 'script']) {
    const bytes = new TextEncoder().encode(calm.querySelector(name)?.textContent ?? '');
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
    expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
  }
  expect([...calm.querySelectorAll('*')].some((element) => element.hasAttribute('style'))).toBe(false);
});

test('search engines are kept out unless the guide is public', () => {
  expect(calm.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex, nofollow');
  const open = read(pageOf(guideDraft(), [], 'https://edge.example/p/pub_1/'));
  expect(open.querySelector('meta[name=robots]')).toBeNull();
  expect(open.querySelector('meta[property="og:image"]')?.getAttribute('content')).toMatch(
    /^https:\/\/edge\.example\/p\/pub_1\/images\/stp_0-reading\./,
  );
});

test('the target is found in the whole picture too', () => {
  const image = draftStep(0).image;
  expect(image && targetInFull(image)).toEqual({ x: 760, y: 390, width: 80, height: 20 });
});

test('a notice says what it says and runs nothing', () => {
  const document = read(renderNotice('This <b>link</b> has ended', 'Ask & get'));
  expect(document.querySelector('h1')?.textContent).toBe('This <b>link</b> has ended');
  expect(document.querySelector('script')).toBeNull();
});
