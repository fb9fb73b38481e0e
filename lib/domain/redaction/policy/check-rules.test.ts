import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RedactionRules, standardRules, type Term } from '../../../contracts/redaction/policy.ts';
import { checkRules } from './check-rules.ts';
import { compilePolicy } from './compile-policy.ts';
import { re2Check } from './re2-check.ts';
import { re2Engine } from './re2-engine.ts';

const faults = (rules: Partial<RedactionRules>) =>
  checkRules({ ...standardRules, ...rules }, re2Check).map(({ pointer, message }) => `${pointer} ${message}`);
const exact = (text: string): Term => ({ match: 'exact', text });
const wildcard = (text: string): Term => ({ match: 'wildcard', text });
const regex = (text: string): Term => ({ match: 'regex', text });

test('rules that say what they mean are taken', () => {
  expect(
    faults({
      always: [exact('Halcyon'), wildcard('ACME-*'), regex(String.raw`\bINV-\d{6}\b`)],
      never: [wildcard('*@acme.example')],
      sites: [
        { host: 'bank.example', recording: 'block' },
        { host: '*.bank.example', recording: 'allow', categories: { contact: false } },
        { host: '*', recording: 'block' },
      ],
    }),
  ).toEqual([]);
});

test('an expression that the engine does not know is refused where it stands, and says at which sign', () => {
  expect(faults({ always: [exact('a'), regex('INV(?=\\d)')], never: [regex('(')] })).toEqual([
    '/always/1/text character 4, “(?=”: looking ahead is not known; write what follows as part of it',
    '/never/0/text a bracket ( is not closed',
  ]);
});

test.each(['x*', String.raw`\b`, '^', '(a|)', String.raw`\d*`])(
  'the expression %s, which fits nothing as well, is refused',
  (text) => {
    expect(faults({ always: [regex(text)] })).toEqual([
      '/always/0/text fits where nothing stands; ask for one sign at least',
    ]);
  },
);

test('an expression whose program is large is refused', () => {
  expect(faults({ always: [regex('(?:ab?){1,300}')] })).toEqual([
    expect.stringMatching(/^\/always\/0\/text is too large: \d+ instructions, at most 500;/),
  ]);
});

test.each([String.raw`(?:[\w .,]|0){60,160}x#0`, '[a-z]{1,160}#', '(?:[ab]?){80}[ab]{80}#', '(?:.?){100}x#'])(
  'the expression %s, which many places of a text keep busy at once, is refused',
  (text) => {
    expect(faults({ always: [regex(text)] })).toEqual([
      expect.stringMatching(/^\/always\/0\/text is too slow: it may stand at \d+ places of itself at once/),
    ]);
  },
);

test('what companies look for is taken, fifty of it', () => {
  const usual = [
    String.raw`\bINV-\d{6}\b`,
    String.raw`\d{3}-\d{2}-\d{4}`,
    String.raw`[\w.]+@acme\.example`,
    String.raw`(?:Mr|Mrs|Ms)\.? [A-Z][a-z]+(?: [A-Z][a-z]+)?`,
    '[A-Za-z0-9+/]{64}',
  ];
  const names = 'anna bert carl dora emil fritz gustav hans ida jakob karl ludwig maria nora otto paul rosa';
  const fifty = usual.flatMap((text) => Array.from({ length: 10 }, (_, at) => `${text}${at}`));
  expect(faults({ always: [...fifty, `(?:${names.replaceAll(' ', '|')})`].map(regex) })).toEqual([]);
  expect(faults({ always: Array.from({ length: 200 }, (_, at) => wildcard(`acme-${at}-*`)) })).toEqual([]);
});

test('too many slow ones are refused together, at the first that is too much', () => {
  const middling = Array.from({ length: 12 }, (_, place) => regex(`${place}[ab]{140}`));
  expect(faults({ never: middling })).toEqual([
    expect.stringMatching(
      /^\/never\/10\/text with this one, the expressions of the list are too slow together/,
    ),
  ]);
});

test('a wildcard of nothing but stars is refused, and a term of nothing but dots', () => {
  expect(faults({ always: [wildcard('* ?'), exact('...'), exact('€')] })).toEqual([
    '/always/0/text needs a letter, digit or symbol to be found by',
    '/always/1/text needs a letter, digit or symbol to be found by',
  ]);
});

test('a term twice, or in both lists, is refused at the second of them, however it is written', () => {
  expect(
    faults({ always: [exact('Zoë  Hall'), exact('zoe\u0308 hall')], never: [exact('ZOË HALL')] }),
  ).toEqual([
    '/always/1/text is in the list twice',
    '/never/0/text is always hidden as well; take it out of one list',
  ]);
  expect(faults({ always: [exact('a+'), regex('a+')] })).toEqual([]);
});

test('a site that is no host, or that an earlier rule fits, is refused', () => {
  expect(
    faults({
      sites: [
        { host: '*.x.io', recording: 'allow' },
        { host: 'https://y.io/path', recording: 'allow' },
        { host: 'app.x.io', recording: 'block' },
      ],
    }),
  ).toEqual([
    '/sites/1/host is no host; write it as example.com, or *.example.com for all below, without a port',
    '/sites/2/host is never asked: rule 1 fits first; move this one before it, or take one out',
  ]);
});

test('whatever is taken can be compiled, and asked about any text', () => {
  const term = fc.record({
    match: fc.constantFrom('exact' as const, 'wildcard' as const, 'regex' as const),
    text: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      fc.stringMatching(/^[a-c*?+()[\]{}|\\]{1,12}$/),
    ),
  });
  let taken = 0;
  fc.assert(
    fc.property(fc.array(term, { maxLength: 3 }), fc.string({ unit: 'grapheme' }), (always, text) => {
      const rules = { ...standardRules, always };
      if (checkRules(rules, re2Check).length > 0) return;
      taken += always.length;
      for (const { start, end } of compilePolicy(rules, re2Engine).find(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
  expect(taken).toBeGreaterThan(10);
});
