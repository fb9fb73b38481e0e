import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// zod/mini comes without words: without this every message would read "Invalid input".
z.config(en());

/** A schema of `lib/contracts` whose parsed value is a `Value`. */
export type Schema<Value> = z.core.$ZodType<Value>;

export type Parsed<Value> = { ok: true; value: Value } | { ok: false; error: z.core.$ZodError };

export function parse<Value>(schema: Schema<Value>, input: unknown): Parsed<Value> {
  const result = z.safeParse(schema, input);
  return result.success ? { ok: true, value: result.data } : { ok: false, error: result.error };
}

/** One line that says what was wrong where, for faults and operators. Holds no values. */
export function describeIssues(error: z.core.$ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`)
    .join('; ');
}
