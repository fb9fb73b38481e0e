import type { Prompt } from '../gateway/task.ts';
import { systemPrompt } from './system-prompt.ts';

export const suggestTagsPrompt: Prompt = {
  version: 'suggest-tags@1',
  system: systemPrompt(
    'Give up to five tags under which a colleague would look for this guide: one to three words each, in lower case, all of them words that the guide uses.',
  ),
  wish: 'Give tags for this guide.',
};
