import * as z from 'zod/mini';

export interface AnswerForm<Answer> {
  /** JSON Schema, as providers take it. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly read: (answer: unknown) => { ok: true; answer: Answer } | { ok: false };
}

/** Members that no one asked for make an answer unusable: nothing comes in beside what a task takes. */
export function readAnswer<Answer>(form: z.ZodMiniType<Answer>): AnswerForm<Answer> {
  const { $schema: _, ...schema } = z.toJSONSchema(form);
  return {
    schema,
    read: (answer) => {
      const value = typeof answer === 'string' ? parsed(answer) : answer;
      const read = z.safeParse(form, value);
      return read.success ? { ok: true, answer: read.data } : { ok: false };
    },
  };
}

/** Models put JSON between marks of Markdown now and then. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''));
  } catch {
    return undefined;
  }
}
