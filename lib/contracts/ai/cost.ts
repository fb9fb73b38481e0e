import * as z from 'zod/mini';
import { provider } from './provenance.ts';
import { taskName } from './task.ts';

/** One call to a model. */
export const recordedCall = z.object({
  callId: z.string(),
  task: taskName,
  promptVersion: z.string(),
  provider,
  model: z.string(),
  begunAt: z.string(),
  /** Tokens that it took at most. */
  reserved: z.int(),
  /** Of one that stays open, the tokens that its month is charged for it, where it came to an end of ours. */
  estimated: z.optional(z.int()),
  /** Absent where nobody heard how it ended: its provider knows it by `callId`. */
  settled: z.optional(z.object({ input: z.int(), output: z.int(), nanodollars: z.int() })),
});
export type RecordedCall = z.infer<typeof recordedCall>;

/** What an operator asks for: what a guide has cost. */
export const readCostInput = z.object({ tenantId: z.string(), guideId: z.string() });
