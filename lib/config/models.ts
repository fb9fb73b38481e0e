import * as z from 'zod';

/** Dollars for a million tokens. The cost record counts in billionths of a dollar, so that it has three digits. */
const dollars = z
  .number()
  .min(0)
  .max(1_000)
  .refine(
    (price) => Number.isInteger(Math.round(price * 1_000_000) / 1_000),
    'must have at most three digits after the point',
  );
const price = z.strictObject(
  { input: dollars, output: dollars },
  'must be {"input": …, "output": …}, each in dollars for a million tokens',
);

const bedrock = z.strictObject({
  provider: z.literal('bedrock'),
  /** Id of a foundation model, or of an inference profile such as `eu.amazon.nova-micro-v1:0`. */
  model: z.string().regex(/^[a-z0-9][a-z0-9.:-]{2,120}$/, 'must be an id of Bedrock, not an ARN'),
  /** Where it is asked; the deployment's own region unless said otherwise. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1')
    .optional(),
  price,
});

const openAiCompatible = z.strictObject({
  provider: z.literal('openai-compatible'),
  model: z.string().min(1).max(200),
  /** Base address: `/chat/completions` follows. */
  url: z
    .url()
    .regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/, 'must be https, except on this machine')
    .regex(/[^/]$/, 'must not end with a slash'),
  /** The endpoint asks for no API key; else it is put into a secret by hand (docs/runbooks/model-budget.md). */
  withoutKey: z.boolean().optional(),
  price,
});

/** Language models in the order in which they are asked; the rules answer where none does, or where there is none. */
export const models = z
  .array(
    z.discriminatedUnion('provider', [bedrock, openAiCompatible], {
      error: ({ input }) =>
        typeof input === 'object' && input !== null
          ? 'must be bedrock or openai-compatible'
          : 'must be a model: {"provider", "model", "price", …}',
    }),
    'must be a list of models',
  )
  .max(4, 'must be at most four models')
  .refine(
    (list) => new Set(list.map(({ provider, model }) => `${provider} ${model}`)).size === list.length,
    'the same model is there twice',
  );
export type DeployedModel = z.infer<typeof models>[number];
