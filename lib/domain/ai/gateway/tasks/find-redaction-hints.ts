import * as z from 'zod/mini';
import { redactionHint } from '../../../../contracts/ai/suggestion.ts';
import { findEntities } from '../../../redaction/find-entities.ts';
import { findRedactionHintsPrompt } from '../../prompts/find-redaction-hints.ts';
import type { Task } from '../task.ts';

type Hint = z.infer<typeof redactionHint>;

/** The texts of a step that readers see. */
export interface ReadStep {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly value: string;
  readonly page: string;
}

const answer = z.strictObject({ hints: z.array(z.strictObject({ ...redactionHint.shape })) });

const longestHint = 200;

/** What somebody might want to cover that no rule knows for sure; each hint quotes a text that is there. */
export const findRedactionHintsTask: Task<readonly ReadStep[], z.infer<typeof answer>, readonly Hint[]> = {
  name: 'find-redaction-hints',
  prompt: findRedactionHintsPrompt,
  answer,
  show: (steps) => ({ steps }),
  answerTokens: (steps) => 100 + 40 * steps.length,
  take: ({ hints }, steps) => {
    const byId = new Map(steps.map((step) => [step.id, step]));
    return hints.filter(
      ({ stepId, field, text }) =>
        text.trim().length > 1 && text.length <= longestHint && byId.get(stepId)?.[field].includes(text),
    );
  },
  rules: (steps) => steps.flatMap((step) => fields.flatMap((field) => hintsOf(step, field))),
};

const fields = ['title', 'name', 'value', 'page'] as const;

function hintsOf(step: ReadStep, field: (typeof fields)[number]): Hint[] {
  return findEntities(step[field]).map(({ kind, start, end }) => ({
    stepId: step.id,
    field,
    text: step[field].slice(start, end),
    kind: kind === 'person-name' || kind === 'postal-address' ? kind : 'other',
  }));
}
