import * as z from 'zod/mini';
import { describeGuidePrompt } from '../../prompts/describe-guide.ts';
import { addsWeight, isPlainlySaid } from '../answer-text.ts';
import { plainWords, wayWords } from '../plain-words.ts';
import { ownWords, spokenParts } from '../spoken-parts.ts';
import type { Task } from '../task.ts';
import { english, type WeightyWords } from '../weighty-words.ts';
import type { ToldGuide } from './told-guide.ts';

export interface GuideWords {
  readonly title: string;
  readonly description: string;
}

const answer = z.strictObject({ title: z.string(), description: z.string() });

const longestTitle = 80;
const longestDescription = 300;

/** Title and description of a guide as a whole, in the language of the weighty words. */
export const describeGuideIn = (weighty: WeightyWords): Task<ToldGuide, GuideWords, GuideWords> => ({
  name: 'describe-guide',
  prompt: describeGuidePrompt,
  answer,
  show: ({ names: _, ...guide }) => guide,
  answerTokens: () => 250,
  take: ({ title, description }, guide) => {
    const [ofTitle, ofDescription] = [spokenParts(guide.title), spokenParts(guide.description)];
    const ruled = [ownWords(guide.title), ownWords(guide.description)];
    const names = [guide.site, ...guide.names];
    const quotable = new Set([...ofTitle.quoted, ...ofDescription.quoted, ...names]);
    const isTold = (text: string, longest: number) => {
      const { said, marked, quoted } = spokenParts(text);
      if (marked.length > 0 || text.length > longest || addsWeight(text, ruled, weighty)) return false;
      if (!quoted.every((part) => quotable.has(part))) return false;
      // Quoted or said, and quoted by the rules or not: a page has chosen it, and other words would make an order of two.
      const most = 1 - quoted.length;
      if (most < 0) return false;
      return isPlainlySaid(said, { ruled, names, most, longest }) && saysSomething(text);
    };
    const orders = new Set([guide.title, ...guide.names].map(firstWord));
    const isOrder = (text: string) => orders.has(firstWord(text)) || plainWords.has(firstWord(text));
    return {
      title:
        isTold(title.trim(), longestTitle) && isOrder(title) ? title.trim().replace(/\.$/, '') : guide.title,
      description: isTold(description.trim(), longestDescription) ? description.trim() : guide.description,
    };
  },
  rules: ({ title, description }) => ({ title, description }),
});

export const describeGuideTask = describeGuideIn(english);

/** What is told to be done is what was done, and not what the application is called. */
function firstWord(text: string): string {
  return /[\p{L}\p{N}]+/u.exec(text)?.[0].toLowerCase() ?? '';
}

/** More than how and where. */
function saysSomething(text: string): boolean {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => !wayWords.has(word));
}
