import { expect, test, vi } from 'vitest';
import { draftStep, guideDraft } from '../../../test/fakes/guide-draft.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import type { EntityKind } from '../../contracts/redaction/entity-kind.ts';
import type { TextDetector } from '../redaction/hiding/second-detector.ts';
import { redactBeforeTitling } from './redact-before-titling.ts';

const rulesAlone = 'The texts were looked through for what is sensitive by rules alone.';
const report = { error: vi.fn() };

/** Finds these words, as sure as told, and keeps what it was asked. */
function detectorOf(words: string, kind: EntityKind = 'person-name', confidence = 0.99) {
  const asked: string[] = [];
  const detector: TextDetector = {
    async detect(texts) {
      asked.push(...texts);
      return texts.map((text) => {
        const start = text.indexOf(words);
        return start < 0 ? [] : [{ kind, start, end: start + words.length, confidence }];
      });
    },
  };
  return { detector, asked };
}

const row = guideDraft({
  title: 'Look at Qhutumo',
  steps: [
    draftStep(0, {
      title: 'Click **Qhutumo**',
      target: {
        role: 'link',
        name: 'Qhutumo',
        nameSource: 'content',
        tag: 'a',
        surroundings: [{ role: 'row', name: 'Qhutumo jo@x.io' }],
        selectors: [['aria/Qhutumo'], ['#row-1']],
      },
    }),
  ],
});
const redacted = async (detector: TextDetector | undefined, rules = {}, draft = row) =>
  (await redactBeforeTitling({ policies: policiesWith(rules), detector, report }, draft, 0)).draft;

test('a name that no rule knows is hidden where a second detector does', async () => {
  expect(JSON.stringify(await redacted(undefined))).toContain('Qhutumo');
  const draft = await redacted(detectorOf('Qhutumo').detector);
  expect(JSON.stringify(draft)).not.toContain('Qhutumo');
  expect(draft.title).toBe('Look at [a person’s name]');
  expect(draft.steps[0]).toMatchObject({
    title: 'Click the person’s name',
    target: { name: 'a person’s name', selectors: [['#row-1']] },
  });
  expect(draft.missing).toEqual([]);
});

test('what it saw in one text is hidden in the others, before it and behind, and in addresses', async () => {
  const seen = 'Qhutumo Zorblat';
  const { detector } = detectorOf(seen);
  const only: TextDetector = {
    detect: async (texts, until) =>
      (await detector.detect(texts, until)).map((found, at) =>
        texts[at] === `Desk of ${seen}` ? found : [],
      ),
  };
  const url = 'https://shop.example/people/qhutumo-zorblat/orders';
  const draft = guideDraft({
    title: `Look at ${seen}`,
    steps: [
      draftStep(0, { title: `Click **${seen}**`, page: { url, title: '' } }),
      draftStep(1, { note: `Desk of ${seen}` }),
      draftStep(2, { title: `Click **${seen}s**` }),
    ],
  });
  const text = JSON.stringify(await redacted(only, {}, draft));
  expect(text.match(/Qhutumo Zorblat|qhutumo-zorblat/g)).toEqual(['Qhutumo Zorblat']);
  expect(text).toContain('Zorblats');
  const { seen: prints } = await redacted(only, {}, draft);
  expect(prints?.values).toMatchObject([{ kind: 'person-name', words: 2 }]);
  const off = { categories: { personal: false } };
  expect(JSON.stringify(await redacted(only, off, draft))).toContain(`Click **${seen}**`);
});

test('it is asked of each text once, and never told what the rules hide already', async () => {
  const { detector, asked } = detectorOf('Qhutumo');
  await redacted(detector);
  expect(asked.filter((text) => text === 'Qhutumo')).toHaveLength(1);
  expect(asked.join('\n')).not.toContain('jo@x.io');
});

test.each([
  ['is not sure', detectorOf('Qhutumo', 'person-name', 0.7), {}],
  ['the category is off', detectorOf('Qhutumo'), { categories: { personal: false } }],
  ['the company never hides it', detectorOf('Qhutumo'), { never: [{ match: 'exact', text: 'Qhutumo' }] }],
])('where it %s the name stays', async (_sentence, { detector }, rules) => {
  expect((await redacted(detector, rules)).steps[0]?.title).toBe('Click **Qhutumo**');
});

test('where it fails the rules alone have to do, the guide says so once, and no more when it answers again', async () => {
  const broken: TextDetector = {
    detect: async () => {
      throw new Error('throttled');
    },
  };
  const draft = await redacted(broken);
  expect(draft.missing).toEqual([rulesAlone]);
  expect(JSON.stringify(draft)).not.toContain('jo@x.io');
  expect(report.error).toHaveBeenCalledExactlyOnceWith('TEXT_DETECTOR_FAILED', expect.any(Error));
  expect((await redacted(broken, {}, draft)).missing).toEqual([rulesAlone]);
  expect((await redacted(detectorOf('Qhutumo').detector, {}, draft)).missing).toEqual([]);
});

test('what a model made up or brought back is hidden in its words', async () => {
  const { detector } = detectorOf('Qhutumo');
  const { draft, redactWords } = await redactBeforeTitling(
    { policies: policiesWith(), detector, report },
    row,
    0,
  );
  const titled = redactWords({
    ...draft,
    title: 'jo@x.io',
    description: 'Ask Qhutumo or +49 30 1234567.',
    steps: draft.steps.map((step) => ({ ...step, title: 'Press **a person’s name** or mail jo@x.io' })),
  });
  expect(titled.title).toBe('Look at [a person’s name]');
  expect(titled.description).toBe('Ask Qhutumo or [a phone number].');
  expect(titled.steps[0]?.title).toBe('Press the person’s name or mail [an e-mail address]');
});
