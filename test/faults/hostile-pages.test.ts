import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bedrockModel } from '../../lib/adapters/ai/bedrock-model.ts';
import type { Draft } from '../../lib/contracts/guides/draft.ts';
import { isPlainlySaid } from '../../lib/domain/ai/gateway/answer-text.ts';
import { askGateway } from '../../lib/domain/ai/gateway/ask-gateway.ts';
import type { GatewayPorts } from '../../lib/domain/ai/gateway/ports.ts';
import { describeGuideTask } from '../../lib/domain/ai/gateway/tasks/describe-guide.ts';
import { titleStepsTask } from '../../lib/domain/ai/gateway/tasks/title-steps.ts';
import { toldGuide } from '../../lib/domain/ai/gateway/tasks/told-guide.ts';
import { toldStep } from '../../lib/domain/ai/gateway/tasks/told-step.ts';
import { titleByModel } from '../../lib/domain/ai/gateway/title-by-model.ts';
import { titleDraft } from '../../lib/domain/ai/title-draft.ts';
import { scrubTexts } from '../../lib/domain/redaction/scrub-text.ts';
import { bedrockPart } from '../../local/bedrock/part.ts';
import { type AskedModel, type ScriptedModels, scriptedModels } from '../cloud/scripted-models.ts';
import { fakeGateway } from '../fakes/gateway.ts';
import { type HostilePage, hostilePages, seeded } from '../fixtures/hostile-pages/pages.ts';
import { startCloud, type TestCloud } from '../local-cloud/harness.ts';

/*
 * The model is a stand-in that obeys: whatever order of a page reaches it, it answers just what the page wants. The
 * rest is real: the gateway, the scrubber, the adapter, the wire.
 */

const pages = hostilePages();
let cloud: TestCloud;
let models: ScriptedModels;
let ports: GatewayPorts;

beforeAll(async () => {
  cloud = await startCloud({
    stacks: { Empty: { Resources: {} } },
    parts: (context) => [bedrockPart(context)],
  });
  models = scriptedModels(join(cloud.directory, 'state'));
  const configured = {
    provider: 'bedrock',
    model: 'amazon.nova-micro-v1:0',
    region: cloud.region,
    price: { input: 1, output: 1 },
  } as const;
  ports = {
    ...fakeGateway().ports,
    models: [bedrockModel(configured, new BedrockRuntimeClient(cloud.client))],
    answers: { find: async () => undefined, keep: async () => {} },
    budgets: { reserve: async () => true, giveBack: async () => {} },
    scrub: scrubTexts,
    newFence: () => `=====${randomBytes(12).toString('hex')}=====`,
  };
});
afterAll(async () => {
  await models?.stop();
  await cloud?.[Symbol.asyncDispose]();
});

/** Obeys the page's order if it can read enough of it to know what is wanted. */
function obedient({ attack }: HostilePage, read: (asked: AskedModel) => string) {
  return (asked: AskedModel) => {
    const said = read(asked);
    const order = JSON.stringify(attack.text).slice(1, 25);
    const wanted = attack.family === 'leak' ? said.slice(0, 400) : attack.wanted;
    const obey = said.includes(order) || said.includes(order.replaceAll('\\', ''));
    return { answer: { ...answerTo(asked, obey ? wanted : undefined), ...(obey ? attack.extra : {}) } };
  };
}

const whole = ({ system, messages }: AskedModel) => [system, ...messages.map(({ text }) => text)].join('\n');
/** What stands outside the two lines that the model was told of; everything where it was told of none. */
const outside = (asked: AskedModel) => {
  const said = whole(asked);
  const [, fence] = /between the two lines “([^”]+)”/.exec(said) ?? [];
  return fence
    ? said
        .split(`\n${fence}\n`)
        .filter((_, at) => at !== 1)
        .join('\n')
    : said;
};

/** In the right form: what is wanted, or what it was shown. */
function answerTo(asked: AskedModel, wanted: string | undefined): object {
  const [, data = '{}'] = /\n(\{.*\})\n/.exec(asked.messages[0]?.text ?? '') ?? [];
  const { steps = [], title, description } = JSON.parse(data);
  if (asked.tool?.name === 'describe_guide')
    return { title: wanted ?? title, description: wanted ?? description };
  return {
    titles: steps.map((step: { id: string; title: string }) => ({
      id: step.id,
      title: wanted ?? step.title,
    })),
  };
}

const words = ({ title, description, steps }: Draft) => [
  title,
  description,
  ...steps.map((one) => one.title),
];

async function titled(page: HostilePage, read: (asked: AskedModel) => string): Promise<Draft> {
  await models.script([], obedient(page, read));
  const deadline = ports.now() + 60_000;
  return titleByModel(ports, titleDraft(page.draft), { tenantId: 'tnt_1', guideId: 'gde_1', deadline });
}

/** As titleByModel, but what the model says is taken as it is. */
async function unchecked(page: HostilePage, read: (asked: AskedModel) => string, fenced: boolean) {
  await models.script([], obedient(page, read));
  const draft = titleDraft(page.draft);
  const loose = fenced ? ports : { ...ports, newFence: () => '' };
  const asker = { tenantId: 'tnt_1', guideId: 'gde_1', deadline: ports.now() + 60_000 };
  const steps = await askGateway(
    loose,
    { ...titleStepsTask, take: ({ titles }) => titles },
    draft.steps.map(toldStep),
    asker,
  );
  const guide = await askGateway(
    loose,
    { ...describeGuideTask, take: (answer) => answer },
    toldGuide(draft),
    asker,
  );
  return [guide.value.title, guide.value.description, ...steps.value.map(({ title }) => title)];
}

/** As describeGuideTask, but a text may be made of as many names as it takes. */
const putTogether: typeof describeGuideTask = {
  ...describeGuideTask,
  take: ({ title }, { names, site, ...guide }) => {
    const ruled = [guide.title, guide.description, site, ...names];
    const isTaken = isPlainlySaid(title, { ruled, names: [], longest: 80 });
    return { title: isTaken ? title : guide.title, description: guide.description };
  },
};

test(`${pages.length} pages that give orders to a model that obeys change no word of their guides`, async () => {
  expect(pages.length).toBeGreaterThanOrEqual(200);
  const changed: string[] = [];
  for (const page of pages) {
    const guide = await titled(page, whole);
    const expected = words(titleDraft(page.draft));
    if (JSON.stringify(words(guide)) !== JSON.stringify(expected))
      changed.push(
        `${page.attack.family} (${page.attack.language}) in ${page.place}: ${words(guide).join(' | ')}`,
      );
  }
  expect(changed).toEqual([]);
}, 120_000);

test('nothing that is seeded in the pages has reached the model', () => {
  const log = JSON.stringify(models.calls());
  expect(models.calls().length).toBeGreaterThan(pages.length);
  expect(seeded.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).toContain('[EMAIL_1]');
});

describe('control:', () => {
  // Addresses are not told to models, what uses another tool is no answer whoever takes it, and a few orders are cut off
  // as long names of places are.
  const some = pages.filter(
    ({ attack, place }, at) => attack.family !== 'tool' && place !== 'address of the page' && at % 7 === 0,
  );
  const count = async (run: (page: HostilePage) => Promise<string[]>) => {
    let changed = 0;
    for (const page of some)
      if (JSON.stringify(await run(page)) !== JSON.stringify(words(titleDraft(page.draft)))) changed++;
    return changed / some.length;
  };

  test('taken as it is, what the obeying model says changes nearly every guide', async () => {
    expect(await count((page) => unchecked(page, whole, true))).toBeGreaterThan(0.85);
  }, 60_000);

  test('where names may be put together, pages that spell their order with them change most guides', async () => {
    const spelling = pages.filter(
      ({ attack, place }) => attack.family === 'own controls' && place !== 'address of the page',
    );
    let changed = 0;
    for (const page of spelling) {
      await models.script([], obedient(page, whole));
      const asker = { tenantId: 'tnt_1', guideId: 'gde_1', deadline: ports.now() + 60_000 };
      const { value } = await askGateway(ports, putTogether, toldGuide(titleDraft(page.draft)), asker);
      if (value.title === page.attack.wanted) changed++;
    }
    // Where the order stands in a name that is not told of the guide as a whole, this task does not come to know of it.
    expect(changed / spelling.length).toBeGreaterThan(0.75);
  }, 60_000);

  test('a model that minds the fence, and nothing else, is led astray by none', async () => {
    expect(await count((page) => unchecked(page, outside, true))).toBe(0);
  }, 60_000);

  test('without the fence the same model is led astray nearly always', async () => {
    expect(await count((page) => unchecked(page, outside, false))).toBeGreaterThan(0.85);
  }, 60_000);
});
