import * as z from 'zod/mini';
import { callout } from '../../../../contracts/ai/suggestion.ts';
import { suggestCalloutsPrompt } from '../../prompts/suggest-callouts.ts';
import type { Task } from '../task.ts';
import type { ToldStep } from './told-step.ts';

type Callout = z.infer<typeof callout>;
const answer = z.strictObject({ callouts: z.array(z.strictObject({ ...callout.shape })) });

/** Which steps deserve a word of caution, and which of the words that we have: a model chooses, and writes none. */
export const suggestCalloutsTask: Task<readonly ToldStep[], z.infer<typeof answer>, readonly Callout[]> = {
  name: 'suggest-callouts',
  prompt: suggestCalloutsPrompt,
  answer,
  show: (steps) => ({ steps }),
  answerTokens: (steps) => 100 + 25 * steps.length,
  take: ({ callouts }, steps) => {
    const byStep = new Map(callouts.map((one) => [one.stepId, one]));
    return steps.flatMap(({ id }) => byStep.get(id) ?? []);
  },
  rules: (steps) =>
    steps.flatMap((step) => {
      const kind = calloutOf(step);
      return kind ? [{ stepId: step.id, kind }] : [];
    }),
};

function calloutOf({ kind, name, title }: ToldStep): Callout['kind'] | undefined {
  if (kind === 'click' && /\b(?:delete|erase|remove|discard|revoke|deactivate|terminate)\b/i.test(name))
    return 'cannot-be-undone';
  if (kind === 'click' && /\b(?:pay|purchase|place order|publish|submit|send)\b/i.test(name))
    return 'check-before';
  if (kind === 'choose-file') return 'have-ready';
  if (kind === 'type' && /\byour\b/i.test(title)) return 'use-your-own';
  return kind === 'click' && /\b(?:import|export|upload|generate|deploy|sync)\b/i.test(name)
    ? 'takes-a-while'
    : undefined;
}
