import type { Prompt } from '../gateway/task.ts';
import { systemPrompt } from './system-prompt.ts';

export const recommendAutomationPrompt: Prompt = {
  version: 'recommend-automation@1',
  system: systemPrompt(
    'Say whether some of the steps could be spared people, and how: `bulk-import` where the same fields are filled in again and again, `template` where a form of many fields is filled in with much the same each time, `bookmark` where the way there is long and always the same, `script` where nothing needs judgement, `rule` where the application could do it by itself. Give the kind and the `id`s of the steps; at most three, and none rather than one that is far-fetched.',
  ),
  wish: 'Say how these steps could be spared people.',
};
