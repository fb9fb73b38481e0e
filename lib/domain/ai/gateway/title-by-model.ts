import type { Provenance } from '../../../contracts/ai/provenance.ts';
import { titleText } from '../../../contracts/compose/title.ts';
import type { Draft, DraftStep } from '../../../contracts/guides/draft.ts';
import { english, type GuidePhrases } from '../words/guide-phrases.ts';
import { askGateway, byRules, type GatewayResult } from './ask-gateway.ts';
import type { Asker, GatewayPorts } from './ports.ts';
import { describeGuideIn } from './tasks/describe-guide.ts';
import { titleStepsIn } from './tasks/title-steps.ts';
import { toldGuide } from './tasks/told-guide.ts';
import { toldStep } from './tasks/told-step.ts';

/**
 * Steps that one call titles. Answers grow with them and time is short: a few calls side by side are quicker than a
 * long one, and what a page says reaches the titles of few.
 */
const stepsPerCall = 12;
const callsAtOnce = 6;

/**
 * The draft, which the rules have titled, in the words of a model as far as one answers in time. Every result of the
 * rules that no model bettered stands, and so does the title that somebody gave the guide.
 */
export async function titleByModel(
  ports: GatewayPorts,
  draft: Draft,
  asker: Asker,
  { weighty }: Pick<GuidePhrases, 'weighty'> = english,
): Promise<Draft> {
  if (ports.models.length === 0 || draft.steps.length === 0) return { ...draft, titledBy: byRules };
  const described = askGateway(ports, describeGuideIn(weighty), toldGuide(draft), asker);
  const titled = await inLanes(chunksOf(draft.steps), callsAtOnce, (steps) =>
    askGateway(ports, titleStepsIn(weighty), steps.map(toldStep), asker),
  );
  const { value: words, ...whose } = await described;
  const titles = new Map(titled.flatMap(({ value }) => value.map(({ id, title }) => [id, title] as const)));
  const titledBy = together([...titled, { value: undefined, ...whose }]);
  if (titledBy.provider === 'rules') return { ...draft, titledBy };
  const title = draft.ownTitle ? draft.title : words.title;
  const { description } = words;
  const steps = withTitles(draft.steps, titles);
  // A model of whose answers nothing may be said had no part in it.
  const isBettered =
    title !== draft.title ||
    description !== draft.description ||
    steps.some((step, at) => step.title !== draft.steps[at]?.title);
  if (!isBettered) return { ...draft, titledBy: { ...byRules, because: 'unusable' } };
  return {
    ...draft,
    title,
    description,
    steps,
    titledBy,
    rulesWords: {
      title: draft.title,
      description: draft.description,
      steps: Object.fromEntries(draft.steps.map(({ id, title }) => [id, title])),
    },
  };
}

/** The draft as the rules had left it: what a model said of it is not said better once more. */
export function inRulesWords({ rulesWords, ...draft }: Draft): Draft {
  if (!rulesWords) return draft;
  const { title, description, steps } = rulesWords;
  return {
    ...draft,
    title,
    description,
    steps: draft.steps.map((step) => ({ ...step, title: steps[step.id] ?? step.title })),
  };
}

/** Of all that was asked the least is told: what part of it the rules had to do is degraded as a whole. */
function together(results: readonly GatewayResult<unknown>[]): Provenance {
  const answered = results.find(({ provider }) => provider !== 'rules');
  if (!answered) {
    const because = results.find((one) => one.because)?.because;
    return because ? { ...byRules, because } : byRules;
  }
  const { provider, model, promptVersion } = answered;
  const other = results.some((one) => one.degraded || one.model !== model || one.provider !== provider);
  return { provider, model, promptVersion, degraded: other };
}

/** What the rules told apart stays apart: of titles that became the same, each is what the rules made of it. */
function withTitles(steps: readonly DraftStep[], titles: ReadonlyMap<string, string>): DraftStep[] {
  let bettered = steps.map((step) => ({ ...step, title: titles.get(step.id) ?? step.title }));
  for (;;) {
    const alike = Map.groupBy(bettered, ({ title }) => titleText(title).toLowerCase());
    const next = bettered.map((step, at) => {
      const title = steps[at]?.title ?? step.title;
      return (alike.get(titleText(step.title).toLowerCase()) ?? []).length > 1 ? { ...step, title } : step;
    });
    if (next.every(({ title }, at) => title === bettered[at]?.title)) return next;
    bettered = next;
  }
}

function chunksOf(steps: readonly DraftStep[]): DraftStep[][] {
  const chunks: DraftStep[][] = [];
  for (let at = 0; at < steps.length; at += stepsPerCall) chunks.push(steps.slice(at, at + stepsPerCall));
  return chunks;
}

async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = items.entries();
  const lane = async () => {
    for (const [at, item] of waiting) results[at] = await run(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
