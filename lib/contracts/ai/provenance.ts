import * as z from 'zod/mini';

/** Who answers, in the order in which they are asked: the rules always do. */
export const provider = z.enum(['bedrock', 'openai-compatible', 'rules']);
export type Provider = z.infer<typeof provider>;

/**
 * Why models were asked and the rules answered: none could be reached; none was quick enough; what came could not be used;
 * too many questions at once; the month's tokens are used up.
 */
export const whyRules = z.enum(['unreachable', 'too-slow', 'unusable', 'rate', 'budget']);
export type WhyRules = z.infer<typeof whyRules>;

/** Whose work a result of the AI gateway is. */
export const provenance = z.object({
  provider,
  /** As its provider calls it; `rules` where no model had a part in it. */
  model: z.string(),
  /** `<task>@<number>` of the prompt that was asked with; `none` where nothing was asked. */
  promptVersion: z.string(),
  /**
   * Not what the deployment's first model gave in full: another model answered, the rules did, or they had to for a
   * part of it. True wherever the rules answered, so that they never pass for a model.
   */
  degraded: z.boolean(),
  /** Of the rules, where there was a model to ask; absent of what is from before this was kept. */
  because: z.optional(whyRules),
});
export type Provenance = z.infer<typeof provenance>;
