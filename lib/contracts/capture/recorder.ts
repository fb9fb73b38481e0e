import * as z from 'zod/mini';
import { recordingLimits } from './limits.ts';

/**
 * User flow of the Chrome DevTools Recorder, as its JSON export writes it (the format that `@puppeteer/replay`
 * reads). Messages name what was expected, so that an issue's path and message are enough for a refusal.
 */
const text = z.string({ error: 'must be a string' });
const number = z.number({ error: 'must be a number' });
const flag = z.boolean({ error: 'must be true or false' });
const address = text.check(z.minLength(1, { error: 'must be an address' }));

/**
 * One way to the element: a selector, or selectors that pierce shadow roots from outside in. CSS unless it
 * starts with `aria/`, `text/`, `xpath/` or `pierce/`.
 */
const selector = z.union([z.string(), z.array(z.string()).check(z.minLength(1))], {
  error: 'must be a selector, or a list of selectors',
});
const selectors = z
  .array(selector, { error: 'must be a list of selectors' })
  .check(z.minLength(1, { error: 'must hold at least one selector' }));

const assertedEvent = z.object(
  {
    type: z.literal('navigation', { error: 'must be “navigation”' }),
    url: z.optional(text),
    title: z.optional(text),
  },
  { error: 'must be an asserted event' },
);

const base = {
  /** Milliseconds. */
  timeout: z.optional(number),
  assertedEvents: z.optional(z.array(assertedEvent, { error: 'must be a list of asserted events' })),
  /** `main`, or the address of a window that an earlier step opened. */
  target: z.optional(text),
};
/** Indices of child frames, from the top. */
const frame = z.optional(z.array(z.int(), { error: 'must be a list of frame indices' }));
const onElement = { ...base, frame, selectors };

const pointer = {
  ...onElement,
  /** CSS pixels from the element's top left corner. */
  offsetX: number,
  offsetY: number,
  deviceType: z.optional(z.enum(['mouse', 'pen', 'touch'], { error: 'must be mouse, pen or touch' })),
  button: z.optional(
    z.enum(['primary', 'auxiliary', 'secondary', 'back', 'forward'], {
      error: 'must be primary, auxiliary, secondary, back or forward',
    }),
  ),
  duration: z.optional(number),
};

export const recorderStepTypes = [
  'setViewport',
  'emulateNetworkConditions',
  'navigate',
  'click',
  'doubleClick',
  'hover',
  'change',
  'keyDown',
  'keyUp',
  'scroll',
  'close',
  'waitForElement',
  'waitForExpression',
  'customStep',
] as const;

const recorderStep = z.discriminatedUnion(
  'type',
  [
    z.object({
      ...base,
      type: z.literal('setViewport'),
      width: number,
      height: number,
      deviceScaleFactor: number,
      isMobile: flag,
      hasTouch: flag,
      isLandscape: flag,
    }),
    z.object({
      ...base,
      type: z.literal('emulateNetworkConditions'),
      download: number,
      upload: number,
      latency: number,
    }),
    z.object({ ...base, type: z.literal('navigate'), url: address }),
    z.object({ ...pointer, type: z.literal('click') }),
    z.object({ ...pointer, type: z.literal('doubleClick') }),
    z.object({ ...onElement, type: z.literal('hover') }),
    z.object({ ...onElement, type: z.literal('change'), value: text }),
    z.object({ ...base, type: z.literal('keyDown'), key: text }),
    z.object({ ...base, type: z.literal('keyUp'), key: text }),
    z.object({
      ...base,
      frame,
      type: z.literal('scroll'),
      selectors: z.optional(selectors),
      x: z.optional(number),
      y: z.optional(number),
    }),
    z.object({ ...base, type: z.literal('close') }),
    z.object({
      ...onElement,
      type: z.literal('waitForElement'),
      operator: z.optional(z.enum(['>=', '==', '<='], { error: 'must be >=, == or <=' })),
      count: z.optional(number),
      visible: z.optional(flag),
      attributes: z.optional(z.record(z.string(), text)),
      properties: z.optional(z.record(z.string(), z.unknown())),
    }),
    z.object({ ...base, frame, type: z.literal('waitForExpression'), expression: text }),
    z.object({ ...base, frame, type: z.literal('customStep'), name: text, parameters: z.unknown() }),
  ],
  {
    error: ({ code, input }) =>
      code === 'invalid_union' && input !== null && typeof input === 'object'
        ? `is not a step type of the DevTools Recorder; those are ${recorderStepTypes.join(', ')}`
        : 'must be a step',
  },
);
export type RecorderStep = z.infer<typeof recorderStep>;

export const recorderScript = z.object(
  {
    title: text,
    timeout: z.optional(number),
    selectorAttribute: z.optional(text),
    steps: z.array(recorderStep, { error: 'must be a list of steps' }).check(
      z.maxLength(recordingLimits.actionsPerRecording, {
        error: `must not hold more than ${recordingLimits.actionsPerRecording} steps`,
      }),
    ),
  },
  { error: 'must be a recording of the DevTools Recorder' },
);
export type RecorderScript = z.infer<typeof recorderScript>;

export type ReadRecorderScript =
  | { ok: true; script: RecorderScript }
  | { ok: false; errors: { pointer: string; message: string }[] };

/** As many mistakes are named; a foreign file would otherwise fill the answer. */
const namedMistakes = 20;

/** Judges foreign JSON; pointers are JSON pointers (RFC 6901) into it. */
export function readRecorderScript(json: unknown): ReadRecorderScript {
  const parsed = recorderScript.safeParse(json);
  if (parsed.success) return { ok: true, script: parsed.data };
  const errors = parsed.error.issues.slice(0, namedMistakes).map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message,
  }));
  return { ok: false, errors };
}
