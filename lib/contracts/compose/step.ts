import * as z from 'zod/mini';
import {
  actionTarget,
  keyboard,
  modifier,
  pageReference,
  point,
  screenshotReference,
  surrounding,
} from '../capture/action.ts';
import { recordingStatus } from '../capture/recording.ts';

export const stepKind = z.enum([
  'click',
  'double-click',
  'context-click',
  'type',
  'press-key',
  'select',
  'check',
  'uncheck',
  'drag',
  'scroll',
  'navigate',
  'switch-tab',
  'close-tab',
  'choose-file',
  'hover',
]);
export type StepKind = z.infer<typeof stepKind>;

/** What the person gave: only ever what was not sensitive. */
export const stepValue = z.object({
  /** Typed text, option names, file names or keys (`Control+S`). Absent when masked. */
  text: z.optional(z.string()),
  masked: z.boolean(),
});

/** A step as the composer assembled it from actions; `title` is by rules and may be bettered at finalize. */
export const step = z.object({
  /** `stp_<index of its first action>`: the same however the actions were batched. */
  id: z.string(),
  kind: stepKind,
  title: z.string(),
  /** `in the “Jane Doe” row`: in the title where that needs it; else said after it when another step has the same. */
  place: z.optional(z.string()),
  page: pageReference,
  frameUrl: z.optional(z.string()),
  tab: z.int(),
  at: z.number(),
  target: z.optional(actionTarget),
  /** Of a drag. */
  onto: z.optional(actionTarget),
  dragged: z.optional(z.object({ from: point, to: point })),
  value: z.optional(stepValue),
  /** How often, when one step stands for several equal clicks or keys in a row; at least 2. */
  times: z.optional(z.int()),
  /** Keys held during a click. */
  modifiers: z.optional(z.array(modifier)),
  /** How the keys of the step are labelled, where that is not as on most machines. */
  keyboard: z.optional(keyboard),
  /** Of a click that was not made with the main button; `secondary` has a kind of its own. */
  button: z.optional(z.literal('auxiliary')),
  /** The key that ended the typing, when it did more than leave the field. */
  endKey: z.optional(z.literal('Enter')),
  /** Of a step of kind `navigate`; `start` is where the recording begins. */
  navigation: z.optional(z.enum(['start', 'address', 'new-tab', 'reload', 'back-forward'])),
  /** What a scroll brought into view; the page (role `page`) that a click on something nameless led to. */
  revealed: z.optional(surrounding),
  note: z.optional(z.string()),
  screenshot: z.optional(screenshotReference),
  /** Indices of the first and last action that it stands for. */
  actions: z.object({ first: z.int(), last: z.int() }),
  /** WebP, base64; live recordings only. */
  thumbnail: z.optional(z.string()),
});
export type Step = z.infer<typeof step>;

/** `GET /v1/recordings/{id}` */
export const liveRecording = z.object({
  recordingId: z.string(),
  guideId: z.string(),
  status: recordingStatus,
  createdAt: z.string(),
  title: z.optional(z.string()),
  steps: z.array(step),
  /** Highest sequence up to which every batch has been composed. */
  composedSequence: z.int(),
  /** Batches that were refused, by sequence, with the reason's name. */
  quarantined: z.array(z.object({ sequence: z.int(), reason: z.string() })),
  /** A limit that was met: what came after it is not in the guide. */
  limitReached: z.optional(z.enum(['actions', 'steps'])),
  /** Of `failed`: where and why; `retryable` when a redrive can help. */
  failure: z.optional(
    z.object({
      state: z.string(),
      class: z.enum(['transient', 'permanent', 'resource']),
      message: z.string(),
    }),
  ),
  guideUrl: z.optional(z.string()),
});
export type LiveRecording = z.infer<typeof liveRecording>;

/** `POST /v1/recordings/{id}/preview-tickets` → open `${url}?ticket=${ticket}` within a minute, once. */
export const previewTicket = z.object({ url: z.string(), ticket: z.string() });
export type PreviewTicket = z.infer<typeof previewTicket>;

/** Messages of the preview socket, server to client. ≤ 32 KB each: `steps` may come in several messages. */
export const previewMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('steps'),
    recordingId: z.string(),
    composedSequence: z.int(),
    changed: z.array(step),
    removed: z.array(z.string()),
  }),
  z.object({
    type: z.literal('status'),
    recordingId: z.string(),
    status: recordingStatus,
    guideId: z.string(),
  }),
]);
export type PreviewMessage = z.infer<typeof previewMessage>;
