import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { expect, test } from 'vitest';
import { draftStep, guideDraft } from '../../../test/fakes/guide-draft.ts';
import { guideOfDraft } from '../../contracts/guides/guide-of-draft.ts';
import { renderMarkdown } from './markdown.ts';

const address = (image: { reading: { key: string } }) => `https://pictures.example/${image.reading.key}`;
const markdownOf = (title: string, note?: string) =>
  renderMarkdown(
    guideOfDraft(guideDraft({ steps: [draftStep(0, { title, note }), draftStep(1)] }), 1, address),
  );

/** What a reader of Markdown sees of the list: its texts, and which kinds of tokens there are. */
function read(markdown: string) {
  const tokens = marked.lexer(markdown);
  const list = tokens.find((token): token is Tokens.List => token.type === 'list');
  const kinds = new Set<string>();
  void marked.walkTokens(list ? [list] : [], (token: Token) => void kinds.add(token.type));
  return { tokens, items: list?.items ?? [], kinds };
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens ? textOf(token.tokens) : 'text' in token ? String(token.text) : '',
    )
    .join('');
}
const plain = (html: string) =>
  html.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_all, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as 'amp'] ?? '',
  );

test('a reader of Markdown finds the steps as one list, with bold names, pictures and notes', () => {
  const { items, tokens } = read(markdownOf('Click **Save [now]**', 'Mind the *gap*'));
  expect(tokens[0]).toMatchObject({ type: 'heading', depth: 1, text: 'Order a product in Acme Shop' });
  expect(items).toHaveLength(2);
  const [paragraph, picture, note] = (items[0]?.tokens ?? []).filter(
    ({ type }) => type !== 'space',
  ) as Tokens.Paragraph[];
  expect(paragraph?.tokens.map(({ type }) => type)).toContain('strong');
  expect(picture?.tokens[0]).toMatchObject({ type: 'image', text: 'Step 1: Click Save [now]' });
  expect(note?.type).toBe('blockquote');
});

test('a guide in parts has a heading for each, and its steps are numbered through', () => {
  const sections = [
    { title: 'Find it', firstStep: 'stp_0' },
    { title: 'Buy it', firstStep: 'stp_1' },
  ];
  const value = { text: '12', masked: false };
  const first = draftStep(0, { kind: 'type', value, parameters: [{ kind: 'number', start: 0, end: 2 }] });
  const draft = guideDraft({ steps: [first, draftStep(1)], sections });
  const markdown = renderMarkdown(guideOfDraft(draft, 1, address));
  const tokens = marked.lexer(markdown);
  const lists = tokens.filter((token): token is Tokens.List => token.type === 'list');
  expect(
    tokens.flatMap((token) => (token.type === 'heading' && token.depth === 2 ? [token.text] : [])),
  ).toEqual(['Find it', 'Buy it']);
  expect(lists.map(({ start }) => start)).toEqual([1, 2]);
  expect(markdown).toContain('“12” is an example; yours will differ.');
});

test.each([
  '# not a heading',
  '- not a list',
  '12. not a list',
  '> not a quote',
  '<script>alert(1)</script>',
  '![x](https://evil.example/x.png)',
  '[x](javascript:alert(1))',
  '`code`',
  'a | b',
  '***',
  'back\\slash',
])('the title %j stays text', (title) => {
  const { items, kinds } = read(markdownOf(title));
  expect(items).toHaveLength(2);
  expect(plain(textOf(items[0]?.tokens.slice(0, 1) ?? []))).toContain(title.replace(/^\*\*\*$/, '***'));
  for (const kind of ['html', 'link', 'codespan', 'code', 'table']) expect(kinds).not.toContain(kind);
});

test('no title makes links, pictures, HTML or more steps', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'[]()<>!*_`#-+.|\\ \n1a"&~=:/'), maxLength: 30 }),
      (title) => {
        const { items, kinds, tokens } = read(markdownOf(`x${title}`));
        expect(items).toHaveLength(2);
        for (const kind of ['html', 'link', 'codespan', 'code', 'table']) expect(kinds).not.toContain(kind);
        let pictures = 0;
        void marked.walkTokens(tokens, ({ type }: Token) => {
          if (type === 'image') pictures++;
        });
        expect(pictures).toBe(2);
      },
    ),
  );
});
