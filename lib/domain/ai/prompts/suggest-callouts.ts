import type { Prompt } from '../gateway/task.ts';
import { systemPrompt } from './system-prompt.ts';

export const suggestCalloutsPrompt: Prompt = {
  version: 'suggest-callouts@1',
  system: systemPrompt(
    'Say which steps deserve a word of caution, by the step’s `id` and the kind of caution: `cannot-be-undone` for what takes something away for good, `check-before` for what others see or pay for, `use-your-own` where the reader gives something of their own, `have-ready` where something must be at hand, `takes-a-while` where one has to wait. Most steps deserve none: leave those out.',
  ),
  wish: 'Say which of these steps deserve a word of caution.',
};
