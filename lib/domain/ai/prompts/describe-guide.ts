import type { Prompt } from '../gateway/task.ts';
import { systemPrompt } from './system-prompt.ts';

export const describeGuidePrompt: Prompt = {
  version: 'describe-guide@1',
  system: systemPrompt(
    'You are given the steps of a whole guide, what the rules called it, and the name of the application. Give it a title, an order of at most ten words that says what somebody has achieved when they are through, and a description of one or two sentences that says where the procedure leads. Use the words that the steps use.',
    'Where what the rules made is good already, repeat it. No full stop after the title.',
  ),
  wish: 'Give this guide a title and a description.',
};
