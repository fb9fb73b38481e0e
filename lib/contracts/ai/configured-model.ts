import * as z from 'zod/mini';

/** US dollars for a million tokens; at most three digits after the point, so that sums are whole nanodollars. */
const price = z.object({ input: z.number(), output: z.number() });
export type Price = z.infer<typeof price>;

/** A language model that a deployment may ask (lib/config), as its functions are told in `MODELS`. */
export const configuredModel = z.discriminatedUnion('provider', [
  z.object({
    provider: z.literal('bedrock'),
    /** A foundation model's or an inference profile's id. */
    model: z.string(),
    /** Where it is asked. */
    region: z.string(),
    price,
  }),
  z.object({
    provider: z.literal('openai-compatible'),
    model: z.string(),
    /** Base address: `/chat/completions` follows. */
    url: z.string(),
    /** Secret with the API key; none for an endpoint that asks for no key. */
    keyArn: z.optional(z.string()),
    price,
  }),
]);
export type ConfiguredModel = z.infer<typeof configuredModel>;

/** The environment variable `MODELS`, JSON; empty where only the rules are to answer. */
export const configuredModels = z.array(configuredModel);
