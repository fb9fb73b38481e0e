import * as z from 'zod/mini';
import { suggestTagsPrompt } from '../../prompts/suggest-tags.ts';
import { addsWeight, isPlainlySaid, type KnownText } from '../answer-text.ts';
import { wayWords } from '../plain-words.ts';
import { ownWords } from '../spoken-parts.ts';
import type { Task } from '../task.ts';
import { english, type WeightyWords } from '../weighty-words.ts';
import type { ToldGuide } from './told-guide.ts';

const answer = z.strictObject({ tags: z.array(z.string()) });

const mostTags = 5;
const longestTag = 30;

type SuggestTags = Task<ToldGuide, z.infer<typeof answer>, readonly string[]>;

/** Words under which somebody would look for the guide; each stands in it. */
export const suggestTagsIn = (weighty: WeightyWords): SuggestTags => ({
  name: 'suggest-tags',
  prompt: suggestTagsPrompt,
  answer,
  show: ({ names: _, ...guide }) => guide,
  answerTokens: () => 100,
  take: ({ tags }, guide) => {
    const ruled = [ownWords(guide.title)];
    const known = { ruled, names: [guide.site, ...guide.names], longest: longestTag };
    const taken = tags.map((tag) => tag.trim().toLowerCase()).filter((tag) => isTag(tag, known, weighty));
    return taken.length > 0 ? [...new Set(taken)].slice(0, mostTags) : tagsOf(guide);
  },
  rules: tagsOf,
});

export const suggestTagsTask = suggestTagsIn(english);

function isTag(tag: string, known: KnownText, weighty: WeightyWords): boolean {
  const words = tag.split(' ');
  return (
    words.length <= 3 &&
    words.some((word) => !wayWords.has(word)) &&
    !addsWeight(tag, known.ruled, weighty) &&
    isPlainlySaid(tag, known)
  );
}

/** The application, and what the title names beside plain words. */
function tagsOf({ title, site }: ToldGuide): string[] {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 2 && !wayWords.has(word));
  const [name] = site ? [site.toLowerCase()] : [];
  const others = telling.filter((word) => !name?.includes(word));
  return [...new Set([...(name ? [name] : []), ...others])].slice(0, mostTags);
}
