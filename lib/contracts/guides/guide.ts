import * as z from 'zod/mini';
import { provenance } from '../ai/provenance.ts';
import { rectangle } from '../capture/action.ts';
import { stepKind } from '../compose/step.ts';
import { guideParameter } from './parameter.ts';
import { section } from './section.ts';
import { vainRetitle } from './vain-retitle.ts';

export const visibility = z.enum(['private', 'link', 'public']);
export type Visibility = z.infer<typeof visibility>;

/** The published guide: the public contract. Addresses are absolute from the API, relative in a published `guide.json`. */
export const guide = z.object({
  id: z.string(),
  version: z.int().check(z.positive()),
  title: z.string(),
  description: z.string(),
  /** Where the procedure starts. */
  url: z.string(),
  /** Whose words titles and description are; absent in versions from before it was kept. */
  titledBy: z.optional(provenance),
  /** The parts that the steps fall into; absent of guides that are one piece. */
  sections: z.optional(z.array(section)),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: stepKind,
      title: z.string(),
      url: z.string(),
      target: z.object({ role: z.string(), name: z.string(), selectors: z.array(z.array(z.string())) }),
      note: z.optional(z.string()),
      /** What the reader has to replace by something of their own. */
      parameters: z.optional(z.array(guideParameter)),
      /** `width`, `height` and `target` are in pixels of the reading size, cropped to the target. */
      screenshot: z.nullable(
        z.object({
          url: z.string(),
          width: z.int(),
          height: z.int(),
          target: rectangle,
          /** Uncropped, and small for lists. */
          fullUrl: z.string(),
          thumbnailUrl: z.string(),
        }),
      ),
    }),
  ),
});
export type Guide = z.infer<typeof guide>;
export type GuideStep = Guide['steps'][number];

/** Where the steps would stand: nothing was done while it was recorded. */
export const noStepsYet = 'This guide has no steps yet.';

/** `blocked`: a picture shows what could not be covered, and the guide waits for somebody to publish it without. */
export const guideStatus = z.enum(['publishing', 'published', 'partial', 'blocked', 'failed']);

/** Row of `GET /v1/guides`. */
export const guideSummary = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  description: z.string(),
  url: z.string(),
  stepCount: z.int(),
  status: guideStatus,
  visibility,
  coverUrl: z.nullable(z.string()),
  /** What a partial guide lacks, one sentence each. */
  missing: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type GuideSummary = z.infer<typeof guideSummary>;

export const listGuidesResponse = z.object({
  guides: z.array(guideSummary),
  nextCursor: z.optional(z.string()),
});
export type ListGuidesResponse = z.infer<typeof listGuidesResponse>;

/** `GET /v1/guides/{id}`; `missing` names the steps or batches that a partial guide lacks. */
export const guideResponse = z.object({
  guide,
  status: guideStatus,
  visibility,
  publishedUrl: z.nullable(z.string()),
  missing: z.array(z.string()),
  /** A language model could better the titles, or has done so and nobody sees them yet: `POST /v1/guides/{id}/retitle`. */
  canRetitle: z.boolean(),
  /** When its pictures were made: better titles bring no others. Under the redaction policy of that time. */
  picturesMadeAt: z.string(),
  /** Of the newest version, where better titles were asked for last and none came. */
  vainRetitle: z.optional(vainRetitle),
});
export type GuideResponse = z.infer<typeof guideResponse>;

/**
 * `POST /v1/guides/{id}/retitle`: `version` is the one whose titles are being bettered while it is `running`, and the next
 * version will have them, or has them and is being published; `done`: those of the newest are as good as they get.
 */
export const retitleResponse = z.object({
  guideId: z.string(),
  version: z.int(),
  status: z.enum(['running', 'done']),
});
export type RetitleResponse = z.infer<typeof retitleResponse>;

/** `POST /v1/guides/{id}/publish-without-pictures` */
export const publishWithoutPicturesResponse = z.object({ status: guideStatus, publishedUrl: z.string() });

/** EventBridge, source `guidewright.share`, detail-type `GuidePublished`. */
export const guidePublished = z.object({
  tenantId: z.string(),
  guideId: z.string(),
  recordingId: z.string(),
  version: z.int(),
  title: z.string(),
  visibility,
  status: guideStatus,
});
export type GuidePublished = z.infer<typeof guidePublished>;

/**
 * EventBridge, source `guidewright.guides`, detail-type `GuideDeleted`: its pages are gone, its links are to end. Told
 * twice: before the guide is hidden, since what is not told cannot be made up for, and when it is.
 */
export const guideDeleted = z.object({
  tenantId: z.string(),
  guideId: z.string(),
  /** Whether the guide is gone for good, and nothing more is to be known of it. */
  done: z.boolean(),
});
export type GuideDeleted = z.infer<typeof guideDeleted>;
