import * as z from 'zod/mini';

/** What the AI gateway can be asked for. */
export const taskName = z.enum([
  'title-steps',
  'describe-guide',
  'suggest-callouts',
  'suggest-tags',
  'find-redaction-hints',
  'recommend-automation',
]);
export type TaskName = z.infer<typeof taskName>;
