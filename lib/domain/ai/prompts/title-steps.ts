import type { Prompt } from '../gateway/task.ts';
import { systemPrompt } from './system-prompt.ts';

export const titleStepsPrompt: Prompt = {
  version: 'title-steps@1',
  system: systemPrompt(
    'You are given steps in the order in which they were done. `title` is what the rules made of a step: `**…**` marks what the reader looks for on the screen. Give each step, by its `id`, a title that says what is done and, where it is clear, what for.',
    'Keep the first marked name of each title just as it is, between its marks, and mark nothing but names that the step has. Begin with a verb. At most twelve words beside the names. Where the title is good already, repeat it.',
  ),
  wish: 'Give a title for each of these steps.',
};
