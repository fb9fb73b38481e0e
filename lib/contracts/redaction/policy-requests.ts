import * as z from 'zod/mini';
import { hiddenKind, redactionPolicy, redactionRules } from './policy.ts';

/** `GET /v1/redaction-policy` and what `PUT` answers. */
export const redactionPolicyResponse = redactionPolicy;

/** `PUT /v1/redaction-policy`: all of it; `revision` is the one that was read. */
export const writeRedactionPolicyRequest = z.extend(redactionRules, {
  revision: z.int().check(z.nonnegative()),
});

export const redactionPolicyRefusals = {
  'invalid-rules': { status: 400, title: 'A rule cannot be kept to as it stands' },
  'revision-changed': { status: 409, title: 'Somebody else changed the redaction policy meanwhile' },
} as const;

/** What one may try a text of. */
export const longestTrial = 5_000;

/** `POST /v1/redaction-policy/try`: what would be hidden; `rules` stand in for those in force. */
export const tryRedactionPolicyRequest = z.object({
  text: z.string().check(z.maxLength(longestTrial)),
  /** Of the page that the text is thought to stand on. */
  url: z.optional(z.string().check(z.maxLength(2_000))),
  /** The name of the field or column that is thought to hold it. */
  label: z.optional(z.string().check(z.maxLength(200))),
  rules: z.optional(redactionRules),
});
export type TryRedactionPolicyRequest = z.infer<typeof tryRedactionPolicyRequest>;

export const tryRedactionPolicyResponse = z.object({
  /** What is hidden, in UTF-16 code units of the text; `words` are what stands for it. */
  parts: z.array(z.object({ kind: hiddenKind, start: z.int(), end: z.int(), words: z.string() })),
  /** The text as it would read. */
  shown: z.string(),
  /** Whether anything is recorded on the page at all. */
  mayRecord: z.boolean(),
  /** Pointers to terms that took too long with this text, which is hidden whole therefore. */
  slow: z.array(z.string()),
});
export type TryRedactionPolicyResponse = z.infer<typeof tryRedactionPolicyResponse>;
