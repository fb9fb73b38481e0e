import * as z from 'zod/mini';
import { titleText } from '../../../../contracts/compose/title.ts';
import { titleStepsPrompt } from '../../prompts/title-steps.ts';
import { addsWeight, isPlainlySaid } from '../answer-text.ts';
import { ownWords, spokenParts } from '../spoken-parts.ts';
import type { Task } from '../task.ts';
import { english, type WeightyWords } from '../weighty-words.ts';
import { opensWell } from './openers.ts';
import { isShortName, type ToldStep } from './told-step.ts';

export interface StepTitle {
  readonly id: string;
  readonly title: string;
}

const answer = z.strictObject({
  titles: z.array(z.strictObject({ id: z.string(), title: z.string() })),
});

const longestTitle = 120;

type TitleSteps = Task<readonly ToldStep[], z.infer<typeof answer>, readonly StepTitle[]>;

/** Titles of some steps in a row, in the language of the weighty words. */
export const titleStepsIn = (weighty: WeightyWords): TitleSteps => ({
  name: 'title-steps',
  prompt: titleStepsPrompt,
  answer,
  show: (steps) => ({ steps }),
  answerTokens: (steps) => 60 + 50 * steps.length,
  take: ({ titles }, steps) =>
    steps.map((step) => {
      const [title, ...more] = titles.filter(({ id }) => id === step.id).map((one) => one.title.trim());
      return {
        id: step.id,
        title:
          title !== undefined && more.length === 0 && mayStand(title, step, weighty) ? title : step.title,
      };
    }),
  rules: (steps) => steps.map(({ id, title }) => ({ id, title })),
});

export const titleStepsTask = titleStepsIn(english);

/**
 * A title may be put better, never made another: it keeps the name that the rules found, marks and quotes nothing but
 * what they mark and quote and the step's own names, and is plainly said beside them, in no more than one phrase of the
 * target's name.
 */
function mayStand(title: string, step: ToldStep, weighty: WeightyWords): boolean {
  if (title === step.title) return true;
  if (titleText(title).length > longestTitle) return false;
  const given = spokenParts(title);
  const rules = spokenParts(step.title);
  const names = new Set([...rules.marked, step.name]);
  const quotes = new Set([...rules.quoted, ...spokenParts(step.place).quoted]);
  const [first] = rules.marked;
  if (first !== undefined && !given.marked.includes(first)) return false;
  if (!given.marked.every((name) => names.has(name) || quotes.has(name))) return false;
  if (!given.quoted.every((text) => quotes.has(text) || names.has(text))) return false;
  const ruled = [ownWords(step.title)];
  const spoken = isShortName(step.name) ? [step.name] : [];
  return (
    opensWell(given.said, step, [...ruled, ...spoken]) &&
    !addsWeight(given.said, [...ruled, ...spoken.filter(isLabel)], weighty) &&
    isPlainlySaid(given.said, { ruled, names: spoken, longest: longestTitle })
  );
}

/** What the rules mark they say as well, as far as it is too short for a sentence: “Delete account”. */
function isLabel(name: string): boolean {
  return name.split(/\s+/).length <= 3;
}
