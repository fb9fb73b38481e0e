import { beforeEach, describe, expect, test } from 'vitest';
import { answered, type FakeGateway, failed, fakeGateway } from '../../../test/fakes/gateway.ts';
import { draftStep, guideDraft } from '../../../test/fakes/guide-draft.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import type { ModelReply, ModelRequest } from './gateway/model.ts';
import { titleDraft } from './title-draft.ts';
import { titleSteps } from './title-steps.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

const redaction = { policies: policiesWith(), report: { error: () => {} } };
const assembled = { draftKey: 'drafts/gde_1/rec_1.json', screenshots: [] };

/** The notes that a model is shown, as it would read them. */
function notesOf(request: ModelRequest) {
  const [, data = ''] = /\n(\{.*\})\n/.exec(request.turns[0]?.text ?? '') ?? [];
  return JSON.parse(data) as { steps: { id: string; name: string }[] };
}

/** A model that does as it is asked. */
const good = (request: ModelRequest): ModelReply =>
  request.answer.name === 'describe_guide'
    ? answered({ title: 'Go to Button 2', description: 'Shows how to use Button 1.' })
    : answered({
        titles: notesOf(request).steps.map(({ id, name }) => ({
          id,
          title: `Press **${name}** to continue`,
        })),
      });

const vain: unknown[] = [];
beforeEach(() => vain.splice(0));

async function titled(gateway: FakeGateway, changes: Partial<Draft> = {}, words: GuidePhrases = english) {
  let stored = guideDraft({ title: '', description: '', ...changes });
  let writes = 0;
  const drafts = {
    read: async () => stored,
    write: async (_key: string, draft: Draft) => {
      stored = draft;
      writes++;
    },
  };
  const vainRetitles = { keep: async (...kept: unknown[]) => void vain.push(kept) };
  const run = () =>
    titleSteps({ ...redaction, drafts, vainRetitles, gateway: gateway.ports }, assembled, words);
  expect(await run()).toEqual(assembled);
  return { draft: () => stored, writes: () => writes, run };
}
const titlesOf = ({ steps }: Draft) => steps.map(({ title }) => title);

test('without a model the rules’ words stand, and the draft says whose they are', async () => {
  const gateway = fakeGateway();
  const { draft } = await titled(gateway);
  const byRules = titleDraft(guideDraft({ title: '', description: '' }));
  expect(draft()).toEqual({
    ...byRules,
    titledBy: { provider: 'rules', model: 'rules', promptVersion: 'none', degraded: true },
  });
});

test.each([
  ['could not be reached', [failed('unavailable')], 'unreachable'],
  ['gave up the request', [failed('given-up')], 'too-slow'],
  ['answered with something else', [answered({ title: 1 })], 'unusable'],
  [
    'answered nothing that may be said',
    [answered({ title: 'Call Mallory', description: 'Ask Eve', titles: [] })],
    'unusable',
  ],
] as const)('a draft whose model %s says so beside the rules’ words', async (_sentence, replies, because) => {
  const { draft } = await titled(fakeGateway(replies));
  expect(draft().titledBy).toMatchObject({ provider: 'rules', because });
});

test('a draft whose tenant has no tokens left this month says so', async () => {
  const gateway = fakeGateway([good]);
  const { reserve } = gateway.ports.budgets;
  gateway.ports.budgets.reserve = async (tenantId, month, tokens) => reserve(tenantId, month, tokens, 0);
  const { draft } = await titled(gateway);
  expect(draft().titledBy).toMatchObject({ provider: 'rules', because: 'budget' });
});

test('the guide’s language chooses which words a model may not add', async () => {
  const norwegian = { ...english, weighty: { words: 'continue', stem: (word: string) => word } };
  const { draft } = await titled(fakeGateway([good]), {}, norwegian);
  expect(titlesOf(draft())).toEqual(titlesOf(titleDraft(guideDraft({ title: '', description: '' }))));
});

test('a model betters titles and description', async () => {
  const { draft } = await titled(fakeGateway([good]));
  expect(titlesOf(draft())).toEqual([0, 1, 2].map((at) => `Press **Button ${at}** to continue`));
  expect(draft()).toMatchObject({
    title: 'Go to Button 2',
    description: 'Shows how to use Button 1.',
    titledBy: { provider: 'bedrock', model: 'model-1', promptVersion: 'title-steps@1', degraded: false },
  });
});

/** One of whose answers nothing may be said. */
const foul = (request: ModelRequest): ModelReply =>
  request.answer.name === 'describe_guide'
    ? answered({ title: 'Visit http://evil.example', description: 'Visit http://evil.example' })
    : answered({
        titles: notesOf(request).steps.map(({ id }) => ({ id, title: 'Visit **http://evil.example**' })),
      });

test('a model that bettered nothing is not said to have had a part in it', async () => {
  const { draft } = await titled(fakeGateway([foul]));
  expect(draft()).toMatchObject({ titledBy: { provider: 'rules', degraded: true } });
  expect(draft().rulesWords).toBeUndefined();
});

test('titling again, as when the task is delivered twice, changes nothing and asks nobody', async () => {
  const gateway = fakeGateway([good]);
  const { draft, writes, run } = await titled(gateway);
  const once = draft();
  const calls = gateway.asked[0]?.length;
  await run();
  expect([draft(), writes(), gateway.asked[0]?.length]).toEqual([once, 1, calls]);
});

test('a try that broke off before it wrote is answered from what was kept', async () => {
  const gateway = fakeGateway([good]);
  const first = await titled(gateway);
  const calls = gateway.asked[0]?.length;
  const second = await titled(gateway);
  expect([gateway.asked[0]?.length, second.draft()]).toEqual([calls, first.draft()]);
});

test('the name that somebody gave the guide stands', async () => {
  const { draft } = await titled(fakeGateway([good]), { title: 'How we press buttons' });
  expect(draft()).toMatchObject({ title: 'How we press buttons', ownTitle: true });
});

test('what a model makes alike stays as the rules told it apart', async () => {
  const alike = (request: ModelRequest) =>
    request.answer.name === 'describe_guide'
      ? good(request)
      : answered({
          titles: notesOf(request).steps.map(({ id }) => ({ id, title: 'Click **Save** to finish' })),
        });
  const save = (at: number) =>
    draftStep(at, {
      title: 'Click **Save**',
      place: `in the “Row ${at}” row`,
      target: {
        role: 'button',
        name: 'Save',
        nameSource: 'content',
        tag: 'button',
        surroundings: [],
        selectors: [],
      },
    });
  const { draft } = await titled(fakeGateway([alike]), { steps: [save(0), save(1)] });
  expect(titlesOf(draft())).toEqual([
    'Click **Save** in the “Row 0” row',
    'Click **Save** in the “Row 1” row',
  ]);
});

describe('a long guide', () => {
  const steps = Array.from({ length: 30 }, (_, at) => draftStep(at));

  test('is titled in parts, of which each tells of few steps', async () => {
    const gateway = fakeGateway([good]);
    const { draft } = await titled(gateway, { steps });
    const parts = (gateway.asked[0] ?? []).filter(({ answer }) => answer.name === 'title_steps');
    expect(parts.map((part) => notesOf(part).steps.length).sort()).toEqual([12, 12, 6]);
    expect(draft().titledBy).toMatchObject({ degraded: false });
  });

  test('of which the model left a part to the rules is degraded', async () => {
    let parts = 0;
    const halting = (request: ModelRequest) =>
      request.answer.name === 'title_steps' && ++parts === 2 ? failed('refused') : good(request);
    const { draft } = await titled(fakeGateway([halting]), { steps });
    expect(titlesOf(draft()).filter((title) => title.startsWith('Press'))).toHaveLength(18);
    expect(draft().titledBy).toMatchObject({ provider: 'bedrock', degraded: true });
  });
});

describe('a version whose words only a model can better', () => {
  const retitled = { from: 1, requestedBy: 'usr_1' };

  test.each([
    ['none answers', failed('unavailable'), 'unreachable'],
    ['the answer is no use', answered('garbage'), 'unusable'],
  ] as const)('is left alone where %s, and why is kept', async (_sentence, reply, because) => {
    await expect(titled(fakeGateway([reply]), { retitled })).rejects.toMatchObject({
      name: 'ModelsUnavailable',
    });
    const { tenantId, guideId } = guideDraft();
    expect(vain).toEqual([[tenantId, guideId, 1, { at: expect.stringMatching(/^2026-03-01T/), because }]]);
  });

  test('leaves no word of a vain try where it was bettered', async () => {
    await titled(fakeGateway([good]), { retitled });
    expect(vain).toEqual([]);
  });

  test('gets them, the guide’s title as well where the rules had given it', async () => {
    const { title } = titleDraft(guideDraft({ title: '' }));
    const { draft } = await titled(fakeGateway([good]), { retitled, title });
    expect(draft()).toMatchObject({ title: 'Go to Button 2', retitled, titledBy: { degraded: false } });
  });

  test('is bettered from what the rules said, and what was answered well already costs nothing again', async () => {
    let described = 0;
    const halting = (request: ModelRequest) =>
      request.answer.name === 'describe_guide' && ++described === 1 ? failed('refused') : good(request);
    const gateway = fakeGateway([halting]);
    const first = (await titled(gateway)).draft();
    expect(first.titledBy?.degraded).toBe(true);
    const { titledBy: _, ...again } = first;
    const { draft } = await titled(gateway, { ...again, retitled });
    expect(gateway.asked[0]?.map(({ answer }) => answer.name)).toEqual([
      'describe_guide',
      'title_steps',
      'describe_guide',
    ]);
    expect(titlesOf(draft())).toEqual(titlesOf(first));
    expect(draft()).toMatchObject({ title: 'Go to Button 2', rulesWords: first.rulesWords });
    expect(draft().titledBy?.degraded).toBe(false);
  });

  test('waits for a model longer than a guide that nobody has seen yet', async () => {
    const slow = (request: ModelRequest) => {
      gateway.wait(3_000);
      return request.signal.aborted ? failed('given-up') : good(request);
    };
    const gateway = fakeGateway([slow]);
    const { draft } = await titled(gateway, { retitled });
    expect(draft().titledBy?.provider).toBe('bedrock');
  });
});
