import * as z from 'zod/mini';
import { automation } from '../../../../contracts/ai/suggestion.ts';
import { recommendAutomationPrompt } from '../../prompts/recommend-automation.ts';
import type { Task } from '../task.ts';
import type { ToldStep } from './told-step.ts';

type Automation = z.infer<typeof automation>;
const answer = z.strictObject({ automations: z.array(z.strictObject({ ...automation.shape })) });

const most = 3;

/** How the procedure could be spared people; a model names one of our ways and the steps, and writes no words. */
export const recommendAutomationTask: Task<
  readonly ToldStep[],
  z.infer<typeof answer>,
  readonly Automation[]
> = {
  name: 'recommend-automation',
  prompt: recommendAutomationPrompt,
  answer,
  show: (steps) => ({ steps }),
  answerTokens: (steps) => 100 + 12 * steps.length,
  take: ({ automations }, steps) => {
    const ids = new Set(steps.map(({ id }) => id));
    return automations
      .map(({ kind, stepIds }) => ({ kind, stepIds: [...new Set(stepIds)].filter((id) => ids.has(id)) }))
      .filter(({ stepIds }) => stepIds.length > 0)
      .slice(0, most);
  },
  rules: (steps) => [bulk(steps), template(steps), bookmark(steps)].filter((one) => one !== undefined),
};

/** The same fields, filled in again and again. */
function bulk(steps: readonly ToldStep[]): Automation | undefined {
  const byField = Map.groupBy(
    steps.filter(({ kind, name }) => kind === 'type' && name !== ''),
    ({ name, role, page }) => JSON.stringify([name, role, page]),
  );
  const repeated = [...byField.values()].filter((group) => group.length >= 3).flat();
  return repeated.length > 0 ? { kind: 'bulk-import', stepIds: repeated.map(({ id }) => id) } : undefined;
}

/** A form of many fields. */
function template(steps: readonly ToldStep[]): Automation | undefined {
  const filled = steps.filter(({ kind }) => kind === 'type' || kind === 'select' || kind === 'check');
  return filled.length >= 5 ? { kind: 'template', stepIds: filled.map(({ id }) => id) } : undefined;
}

/** A long way to where it begins. */
function bookmark(steps: readonly ToldStep[]): Automation | undefined {
  const until = steps.findIndex(
    ({ kind, role }) => kind !== 'navigate' && !(kind === 'click' && role === 'link'),
  );
  const way = steps.slice(0, until < 0 ? steps.length : until);
  return way.length >= 3 ? { kind: 'bookmark', stepIds: way.map(({ id }) => id) } : undefined;
}
