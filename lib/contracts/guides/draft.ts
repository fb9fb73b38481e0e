import * as z from 'zod/mini';
import { provenance } from '../ai/provenance.ts';
import { rectangle } from '../capture/action.ts';
import { step } from '../compose/step.ts';
import { hiddenKind } from '../redaction/policy.ts';
import { visibility } from './guide.ts';
import { stepParameter } from './parameter.ts';
import { section } from './section.ts';

/** One stored picture: its key in the media bucket, and pixels. */
export const storedImage = z.object({ key: z.string(), width: z.int(), height: z.int() });

/** What process-screenshot made of one screenshot. Rectangles are in pixels of the image they name. */
export const stepImage = z.object({
  full: storedImage,
  reading: storedImage,
  thumb: storedImage,
  /** Which part of `full` the reading size shows. */
  crop: rectangle,
  /** The target within the reading size. */
  target: rectangle,
});
export type StepImage = z.infer<typeof stepImage>;

export const draftStep = z.extend(z.omit(step, { thumbnail: true }), {
  image: z.nullable(stepImage),
  /** What of `value.text` varies between runs. */
  parameters: z.optional(z.array(stepParameter)),
});
export type DraftStep = z.infer<typeof draftStep>;

/** Digests of what was hidden, by which it is known in pictures; a saved version has none. */
export const valuePrints = z.object({
  salt: z.string(),
  values: z.array(z.object({ print: z.string(), words: z.int(), kind: hiddenKind })),
});
export type ValuePrints = z.infer<typeof valuePrints>;

/** A guide on its way through the workflow, and the content of a saved version. */
export const draft = z.object({
  schema: z.literal(1),
  guideId: z.string(),
  tenantId: z.string(),
  recordingId: z.string(),
  createdBy: z.string(),
  title: z.string(),
  description: z.string(),
  url: z.string(),
  visibility,
  /** Plain sentences about what a partial guide lacks. */
  missing: z.array(z.string()),
  steps: z.array(draftStep),
  /** In the order of the steps; absent of guides that are one piece. */
  sections: z.optional(z.array(section)),
  /** Whose words titles and description are; absent before they are titled, and in versions from before it was kept. */
  titledBy: z.optional(provenance),
  /** What the recording's fields gave away, by digests under the recording's key. */
  learned: z.optional(valuePrints),
  /** What came to be known of the texts afterwards, from the second detector above all: salted digests, under no key. */
  seen: z.optional(valuePrints),
  /** Somebody named the guide: nothing else does. */
  ownTitle: z.optional(z.boolean()),
  /** What the rules had said where a model said it better; by step where it is a step's. */
  rulesWords: z.optional(
    z.object({
      title: z.string(),
      description: z.string(),
      steps: z.record(z.string(), z.string()),
    }),
  ),
  /** The version whose titles were to be bettered, and who asked. */
  retitled: z.optional(z.object({ from: z.int(), requestedBy: z.string() })),
});
export type Draft = z.infer<typeof draft>;

/** Input of the guide workflow. */
export const publishGuideInput = z.object({
  tenantId: z.string(),
  recordingId: z.string(),
  guideId: z.string(),
  lastSequence: z.int(),
  title: z.optional(z.string()),
  visibility,
  requestedBy: z.string(),
});
export type PublishGuideInput = z.infer<typeof publishGuideInput>;

/** AssembleGuide's and TitleSteps' output; `screenshots` feeds the Map, each once however many steps show it. */
export const assembledGuide = z.object({
  draftKey: z.string(),
  screenshots: z.array(z.object({ screenshotId: z.string() })),
});
export type AssembledGuide = z.infer<typeof assembledGuide>;

/** One Map result: the pictures of the steps that show the screenshot, or why they go without. */
export const processedScreenshot = z.object({
  screenshotId: z.string(),
  pictures: z.array(z.object({ stepId: z.string(), image: stepImage })),
  reason: z.optional(z.string()),
  /** What was found in it; of `sensitive-left` what could not be covered. */
  kinds: z.optional(z.array(hiddenKind)),
  /** Nobody could read it: what the page marked is covered, and nothing else. */
  unread: z.optional(z.literal(true)),
});
export type ProcessedScreenshot = z.infer<typeof processedScreenshot>;

/** Reasons of a lost picture for which its guide waits for somebody's decision. */
export const withheldReasons: readonly string[] = ['sensitive-left', 'not-read'];

/** SaveVersion's output and PublishGuide's input. A `blocked` version is not published by the workflow. */
export const savedVersion = z.object({
  tenantId: z.string(),
  guideId: z.string(),
  recordingId: z.string(),
  version: z.int(),
  blocked: z.boolean(),
});
export type SavedVersion = z.infer<typeof savedVersion>;
