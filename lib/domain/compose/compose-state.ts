import * as z from 'zod/mini';
import { action } from '../../contracts/capture/action.ts';
import { step } from '../../contracts/compose/step.ts';

/** A step that later actions may still change, join or take back. */
const openStep = z.object({
  step,
  /** When the last action that it stands for happened; milliseconds since the epoch. */
  lastAt: z.number(),
});

/**
 * Everything that composing the next action needs: never the whole guide. At most three steps, two actions
 * and the ordinals of the steps that stand, whatever the recording's length.
 */
export const composeState = z.object({
  schema: z.literal(1),
  /** Actions below this index have been taken; replays of them change nothing. */
  nextIndex: z.int(),
  actionCount: z.int(),
  /** False until the first step, which is then where the recording starts. */
  started: z.boolean(),
  /** Oldest first. */
  open: z.array(openStep).check(z.maxLength(3)),
  /** Steps that stand for good, by the index in their id, ascending. */
  closed: z.array(z.int()),
  /** Not a step unless what comes next makes it one: a tab that was turned to, a click on nothing in particular. */
  awaiting: z.optional(action),
  /** Not a step unless an item of the menu that it opened is clicked next. */
  hovered: z.optional(action),
  /** Where the last action was done, or where a click has taken the person. */
  activeTab: z.optional(z.int()),
  /** Address at which the recording was paused. */
  pausedAt: z.optional(z.string()),
  limitReached: z.optional(z.enum(['actions', 'steps'])),
});
export type ComposeState = z.infer<typeof composeState>;

export const initialComposeState: ComposeState = {
  schema: 1,
  nextIndex: 0,
  actionCount: 0,
  started: false,
  open: [],
  closed: [],
};
