import * as z from 'zod/mini';
import { nameLength, recordingLimits } from './limits.ts';

const text = z.string().check(z.maxLength(recordingLimits.textLength));
const shortText = z.string().check(z.maxLength(nameLength));

/** CSS pixels, relative to the top-level viewport unless said otherwise. */
export const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Rectangle = z.infer<typeof rectangle>;

export const point = z.object({ x: z.number(), y: z.number() });
export type Point = z.infer<typeof point>;

/** Why the value of a field is never read (the first four) or not kept (`masked`: by default, or by policy). */
export const sensitivity = z.enum(['password', 'card', 'one-time-code', 'hidden', 'masked']);
export type Sensitivity = z.infer<typeof sensitivity>;

/** Where an accessible name came from (accname-1.2), then what stands in for one when there is none. */
export const nameSource = z.enum([
  'aria-labelledby',
  'aria-label',
  'label',
  'legend',
  'alt',
  'content',
  'svg-title',
  'title',
  'placeholder',
  'value',
  'tooltip',
  /** What its icon is called in the icon's set: seen as a picture, never read. */
  'icon',
  'none',
]);
export type NameSource = z.infer<typeof nameSource>;

/** An ancestor or neighbour that tells like-named targets apart. `role` is an ARIA role or `row`, `heading`, `label`, `ordinal` (its place in its row, from 1), `row-number`. */
export const surrounding = z.object({
  role: z.string().check(z.maxLength(60)),
  name: shortText,
  /** What the name is said to be, such as the column of the cell that a row is called by: it tells whether it is sensitive. */
  label: z.optional(shortText),
});
export type Surrounding = z.infer<typeof surrounding>;

export const popup = z.enum(['menu', 'listbox', 'tree', 'grid', 'dialog']);

/** The element that was acted on, as assistive technology sees it. */
export const actionTarget = z.object({
  /** Computed ARIA role; `generic` when there is none. */
  role: z.string().check(z.maxLength(60)),
  /** Accessible name by accname-1.2, white space folded; empty when there is none. */
  name: shortText,
  nameSource,
  /** Lower-case tag name. */
  tag: z.string().check(z.maxLength(60)),
  /** `type` of an input or button. */
  inputType: z.optional(z.string().check(z.maxLength(40))),
  /** Visible text of the element, folded; empty for fields. */
  text: z.optional(shortText),
  placeholder: z.optional(shortText),
  /** Nearest first: dialog, form, row, menu, toolbar, landmark, heading, label. At most 12. */
  surroundings: z.array(surrounding).check(z.maxLength(12)),
  /** Alternatives in the form of the DevTools Recorder: each a list that pierces frames or shadow roots. */
  selectors: z.array(z.array(text).check(z.maxLength(12))).check(z.maxLength(12)),
  /** ARIA states that change what an action means. */
  checked: z.optional(z.boolean()),
  expanded: z.optional(z.boolean()),
  selected: z.optional(z.boolean()),
  /** What it opens (`aria-haspopup`, where `true` means `menu`). */
  popup: z.optional(popup),
  /** True for `contenteditable` hosts. */
  editable: z.optional(z.boolean()),
  sensitivity: z.optional(sensitivity),
});
export type ActionTarget = z.infer<typeof actionTarget>;

/** The picture of the state before the action. Its bytes travel apart, encrypted, under `id`. */
export const screenshotReference = z.object({
  id: z.string().check(z.regex(/^sht_[0-9a-z]{10,32}$/)),
  /** Pixels of the picture. */
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  /** Picture pixels for one CSS pixel (device pixel ratio × zoom). */
  scale: z.number().check(z.positive()),
  /** Target in CSS pixels of the viewport. */
  target: z.optional(rectangle),
  /** Where the pointer was, CSS pixels. */
  point: z.optional(point),
  /** What the page marked sensitive, CSS pixels. */
  masks: z.array(rectangle).check(z.maxLength(500)),
  /** `after` when the state before could not be caught. */
  state: z.enum(['before', 'after']),
});
export type ScreenshotReference = z.infer<typeof screenshotReference>;

export const pageReference = z.object({ url: text, title: shortText });
export type PageReference = z.infer<typeof pageReference>;

/** A value that a field had after typing. `value` is absent when masked; `length` is then rounded up to 5. */
const fieldValue = z.object({
  value: z.optional(text),
  masked: z.boolean(),
  length: z.int(),
});

export const modifier = z.enum(['Alt', 'Control', 'Meta', 'Shift']);

/** Where held keys are labelled in their own way; absent elsewhere. */
export const keyboard = z.enum(['mac', 'windows']);
export type Keyboard = z.infer<typeof keyboard>;

const detail = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('click'),
    button: z.enum(['primary', 'auxiliary', 'secondary']),
    modifiers: z.array(modifier),
    keyboard: z.optional(keyboard),
  }),
  z.object({ kind: z.literal('double-click') }),
  z.object({ kind: z.literal('input'), field: fieldValue }),
  /** A key or shortcut that means something: `Enter`, `Escape`, `Tab`, `Control+S`. `key` is KeyboardEvent.key. */
  z.object({
    kind: z.literal('key'),
    key: z.string().check(z.maxLength(40)),
    modifiers: z.array(modifier),
    keyboard: z.optional(keyboard),
  }),
  z.object({ kind: z.literal('select'), options: z.array(shortText), masked: z.boolean() }),
  z.object({ kind: z.literal('check'), checked: z.boolean() }),
  z.object({ kind: z.literal('drag'), onto: z.optional(actionTarget), from: point, to: point }),
  z.object({
    kind: z.literal('scroll'),
    toward: z.enum(['up', 'down', 'left', 'right']),
    revealed: z.optional(surrounding),
  }),
  /** `cause` is `action` when a click, Enter or submit just before explains it. */
  z.object({
    kind: z.literal('navigate'),
    cause: z.enum(['address', 'action', 'script', 'reload', 'back-forward']),
  }),
  z.object({ kind: z.literal('switch-tab') }),
  z.object({ kind: z.literal('open-tab'), cause: z.enum(['address', 'action']) }),
  z.object({ kind: z.literal('close-tab') }),
  z.object({ kind: z.literal('choose-file'), fileNames: z.array(shortText).check(z.maxLength(20)) }),
  z.object({ kind: z.literal('hover') }),
  /** What the person wrote beside a step while recording. */
  z.object({ kind: z.literal('note'), stepId: z.string(), note: text }),
  z.object({ kind: z.literal('remove-step'), stepId: z.string() }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
]);
export type ActionDetail = z.infer<typeof detail>;

/** Characters of a thumbnail's base64. */
export const thumbnailLength = Math.ceil((recordingLimits.thumbnailBytes * 4) / 3) + 4;

/** One observed user action, in the order of `index`: gap-free from 0 over the whole recording, all tabs together. */
export const action = z.object({
  index: z.int().check(z.nonnegative()),
  /** Milliseconds since the epoch, by the agent's clock. */
  at: z.number(),
  page: pageReference,
  /** Ordinal of the tab within the recording, from 1. */
  tab: z.int().check(z.positive()),
  /** Address of the frame when it is not the top one. */
  frameUrl: z.optional(text),
  target: z.optional(actionTarget),
  screenshot: z.optional(screenshotReference),
  /** WebP, base64, for the live preview only. */
  thumbnail: z.optional(z.string().check(z.maxLength(thumbnailLength))),
  detail,
});
export type Action = z.infer<typeof action>;
