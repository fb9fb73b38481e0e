import * as z from 'zod/mini';
import { provenance } from './provenance.ts';

/** A word of caution beside a step. What each says is written in the application, in its reader's language. */
export const callout = z.object({
  stepId: z.string(),
  kind: z.enum(['cannot-be-undone', 'check-before', 'use-your-own', 'have-ready', 'takes-a-while']),
});

/** A text of a step that somebody may want to cover; `text` stands in it just so. */
export const redactionHint = z.object({
  stepId: z.string(),
  field: z.enum(['title', 'name', 'value', 'page']),
  text: z.string(),
  kind: z.enum(['person-name', 'postal-address', 'organisation', 'account', 'health', 'other']),
});

/**
 * How steps could be spared people: by taking rows from a file, from a template that fills the form, by a bookmark
 * past the way there, by a script, by a rule of the application itself.
 */
export const automation = z.object({
  kind: z.enum(['bulk-import', 'template', 'bookmark', 'script', 'rule']),
  stepIds: z.array(z.string()),
});

/** `POST /v1/guides/{id}/suggestions` */
export const suggestRequest = z.object({
  task: z.enum(['suggest-callouts', 'suggest-tags', 'find-redaction-hints', 'recommend-automation']),
});

/** What the task gave, and whose work it is; nothing of it is kept with the guide. */
export const suggestResponse = z.object({
  ...provenance.shape,
  tags: z.optional(z.array(z.string())),
  callouts: z.optional(z.array(callout)),
  redactionHints: z.optional(z.array(redactionHint)),
  automations: z.optional(z.array(automation)),
});
export type SuggestResponse = z.infer<typeof suggestResponse>;
