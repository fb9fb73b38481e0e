import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftStep, guideDraft } from '../../../../test/fakes/guide-draft.ts';
import { policiesWith } from '../../../../test/fakes/policies.ts';
import type { Draft, DraftStep } from '../../../contracts/guides/draft.ts';
import { guideOfDraft } from '../../../contracts/guides/guide-of-draft.ts';
import { entityKinds } from '../../../contracts/redaction/entity-kind.ts';
import { hideInDraft } from './hide-in-draft.ts';
import { hiderOf } from './hider.ts';

interface Case {
  readonly text: string;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}
const everyday = JSON.parse(readFileSync('test/fixtures/pii/everyday.json', 'utf8')) as Case[];
const { find } = await policiesWith().read('tnt_1');
const redacted = (draft: Draft) => hideInDraft(draft, hiderOf(find));

/** What stands in the text and rules find there: what they miss is for their own tests. */
const seeds = everyday.flatMap(({ text, spans }) => {
  if (/[\n*“”]/.test(text)) return [];
  const found = find(text, {});
  const items = spans
    .filter(({ start, end }) => found.some((part) => part.start <= start && end <= part.end))
    .map(({ type, start, end }) => ({ type, item: text.slice(start, end) }));
  return items.length > 0 && items.length === spans.length ? [{ text, items }] : [];
});

type Place = (step: DraftStep, text: string) => DraftStep;
const target = (step: DraftStep, changes: Partial<NonNullable<DraftStep['target']>>): DraftStep =>
  step.target ? { ...step, target: { ...step.target, ...changes } } : step;
const places: Readonly<Record<string, Place>> = {
  title: (step, text) => ({ ...step, title: `Type “${text}” in **Field**` }),
  marked: (step, text) => ({ ...step, title: `Click **${text}**` }),
  place: (step, text) => ({ ...step, place: `in the “${text}” row` }),
  value: (step, text) => ({ ...step, kind: 'type', value: { text, masked: false } }),
  note: (step, text) => ({ ...step, note: text }),
  pageTitle: (step, text) => ({ ...step, page: { ...step.page, title: text } }),
  query: (step, text) => ({
    ...step,
    page: { ...step.page, url: `https://x.example/a?b=1&text=${encodeURIComponent(text)}` },
  }),
  path: (step, text) => ({
    ...step,
    page: { ...step.page, url: `https://x.example/found/${encodeURIComponent(text)}/edit` },
  }),
  fragment: (step, text) => ({ ...step, frameUrl: `https://x.example/#/found/${encodeURIComponent(text)}` }),
  name: (step, text) => target(step, { name: text }),
  text: (step, text) => target(step, { text }),
  placeholder: (step, text) => target(step, { placeholder: text }),
  surrounding: (step, text) => target(step, { surroundings: [{ role: 'row', name: text }] }),
  selector: (step, text) => target(step, { selectors: [[`aria/${text}`], ['#button']] }),
  onto: (step, text) => ({ ...step, ...(step.target ? { onto: { ...step.target, name: text } } : {}) }),
  revealed: (step, text) => ({ ...step, revealed: { role: 'heading', name: text } }),
};

const seeded = fc
  .array(fc.tuple(fc.constantFrom(...seeds), fc.constantFrom(...Object.keys(places))), {
    minLength: 1,
    maxLength: 6,
  })
  .map((chosen) => {
    const steps = chosen.map(([{ text }, place], at) => places[place]?.(draftStep(at), text) as DraftStep);
    const [first] = chosen;
    const inWords = first ? first[0].text : '';
    return {
      items: chosen.flatMap(([{ items }]) => items.map(({ item }) => item)),
      draft: guideDraft({
        title: `Guide to ${inWords}`,
        description: inWords,
        url: steps[0]?.page.url ?? '',
        steps,
        sections: [{ title: inWords, firstStep: 'stp_0' }],
        rulesWords: { title: inWords, description: inWords, steps: { stp_0: `Click **${inWords}**` } },
      }),
    };
  });

/** As it stands, and as addresses have it. */
const survivors = (value: unknown, items: readonly string[]) => {
  const told = JSON.stringify(value);
  return items.filter((item) =>
    [item, encodeURIComponent(item)].some((form) => told.includes(JSON.stringify(form).slice(1, -1))),
  );
};

test('the seeds are of all kinds', () => {
  const kinds = new Set(seeds.flatMap(({ items }) => items.map(({ type }) => type)));
  expect(entityKinds.filter((kind) => kind !== 'url' && !kinds.has(kind))).toEqual([]);
});

test('nothing sensitive survives, wherever in a draft it stands', () => {
  fc.assert(
    fc.property(seeded, ({ draft, items }) => {
      const hidden = redacted(draft);
      expect(survivors(hidden, items)).toEqual([]);
      expect(redacted(hidden)).toEqual(hidden);
    }),
    { numRuns: 300 },
  );
});

test('of a guide that was not redacted everything survives: the seeds are really there', () => {
  fc.assert(
    fc.property(seeded, ({ draft, items }) => {
      expect(survivors(draft, items)).toEqual(items);
    }),
    { numRuns: 100 },
  );
});

test('a guide without anything sensitive is as it was', () => {
  const draft = guideDraft({
    titledBy: { provider: 'rules', model: 'rules', promptVersion: 'none', degraded: true },
  });
  expect(redacted(draft)).toEqual(draft);
});

test('what a field’s name gave away goes from the titles that quote it', () => {
  const field = { role: 'textbox', name: 'Full name', nameSource: 'label', tag: 'input' } as const;
  const [step] = redacted(
    guideDraft({
      steps: [
        draftStep(0, {
          kind: 'type',
          title: 'Type “Xanthe Qwillery” in **Full name**',
          target: { ...field, surroundings: [], selectors: [] },
          value: { text: 'Xanthe Qwillery', masked: false },
        }),
      ],
    }),
  ).steps;
  expect(step?.title).toBe('Type a person’s name in **Full name**');
  expect(step?.value?.text).toBe('a person’s name');
});

test('a title that only named somebody is none, so that the guide gets another', () => {
  expect(redacted(guideDraft({ title: 'jo@x.io' })).title).toBe('');
  expect(redacted(guideDraft({ title: 'Invite jo@x.io' })).title).toBe('Invite [an e-mail address]');
});

test('what begins within marks and ends behind them is hidden without them', () => {
  const [step] = redacted(
    guideDraft({ steps: [draftStep(0, { title: 'Open **Maria** Fernandez’s page' })] }),
  ).steps;
  expect(step?.title).not.toMatch(/Maria|Fernandez/);
});

test('selectors that name somebody are gone, and the others lead there still', () => {
  const [step] = redacted(
    guideDraft({
      steps: [places.selector?.(draftStep(0), 'jo@x.io') ?? draftStep(0)],
    }),
  ).steps;
  expect(step?.target?.selectors).toEqual([['#button']]);
  const published = guideOfDraft(redacted(guideDraft()), 1, () => 'a.webp');
  expect(published.steps[0]?.target.selectors).toEqual([['aria/Button 0'], ['#button-0']]);
});
