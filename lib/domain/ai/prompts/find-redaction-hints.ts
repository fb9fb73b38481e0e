import type { Prompt } from '../gateway/task.ts';
import { systemPrompt } from './system-prompt.ts';

export const findRedactionHintsPrompt: Prompt = {
  version: 'find-redaction-hints@1',
  system: systemPrompt(
    'Say which texts of the steps give away something about a person or a company that a reader of the guide need not know: names of people, addresses, organisations, accounts, matters of health. For each give the step’s `id` as `stepId`, the member that holds it as `field`, the text just as it stands there, and its kind. Words in square brackets such as [EMAIL_1] are covered already.',
  ),
  wish: 'Say what of these steps somebody may want to cover.',
};
