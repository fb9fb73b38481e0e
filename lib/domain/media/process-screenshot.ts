import type { ScreenshotReference } from '../../contracts/capture/action.ts';
import type { SealedHeader } from '../../contracts/capture/batch.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Draft, ProcessedScreenshot, StepImage } from '../../contracts/guides/draft.ts';
import { isAnimatedPng } from './animated-png.ts';
import { type Luminance, pageLayout } from './page-layout.ts';
import { pictureFormat } from './picture-format.ts';
import { type PicturePlan, planPicture } from './picture-plan.ts';
import type { Size } from './pixels.ts';
import { openScreenshot } from './sealed-screenshot.ts';

/** The screenshot cannot become a picture, however often it is tried. `reason` is a stable name. */
export class UnusableScreenshot extends Error {
  override readonly name = 'UnusableScreenshot';
  readonly reason: string;

  constructor(reason: string, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason);
    this.reason = reason;
  }
}

/** The screenshot is not there, or not there yet: uploads may still be under way after finalize. */
export class ScreenshotNotArrived extends Error {
  override readonly name = 'ScreenshotNotArrived';
  /** Has the SDK's meaning: another try may do. */
  readonly $retryable = {};
}

export type PictureName = 'full' | 'reading' | 'thumb';
export type RenderedPictures = Readonly<Record<PictureName, { bytes: Uint8Array; hash: string }>>;

export interface MediaPorts {
  readonly drafts: { read(key: string): Promise<{ draft: Draft; writtenAt: number }> };
  /** AES-256 key of the recording; nothing when there is no such recording of this tenant. */
  readonly keys: { read(tenantId: string, recordingId: string): Promise<Uint8Array | undefined> };
  /** Gives nothing when the object is missing, its size alone when that is over `maximumBytes`. */
  readonly intake: {
    read(key: string, maximumBytes: number): Promise<{ size: number; bytes?: Uint8Array } | undefined>;
  };
  readonly pictures: {
    /** Reads the header alone. Refuses animation. */
    measure(bytes: Uint8Array): Promise<Size & { frames: number }>;
    /** Luminance, `scale` picture pixels to one. */
    luminance(bytes: Uint8Array, scale: number): Promise<Luminance>;
    render(bytes: Uint8Array, plan: PicturePlan): Promise<RenderedPictures>;
  };
  /** Writes once: what is there already under the key is the same picture. */
  readonly media: { keep(key: string, bytes: Uint8Array): Promise<void> };
  readonly now: () => number;
}

/** How long after the draft was written an upload may still arrive, milliseconds. */
const arrivalPatience = 45_000;
/** Header and tag around the picture's own bytes. */
const frameOverhead = 512;

/** Turns a step's sealed screenshot into its three pictures. Doing it again gives the same keys and changes nothing. */
export async function processScreenshot(
  ports: MediaPorts,
  { draftKey, stepId }: { draftKey: string; stepId: string },
): Promise<ProcessedScreenshot> {
  const { draft, writtenAt } = await ports.drafts.read(draftKey);
  const step = draft.steps.find(({ id }) => id === stepId);
  if (!step) throw new UnusableScreenshot('unknown-step', stepId);
  if (!step.screenshot) return { stepId, image: null, reason: 'no-screenshot' };
  const frame = await fetchFrame(ports, draft, step.screenshot.id, writtenAt);
  const bytes = await unseal(ports, frame, {
    tenantId: draft.tenantId,
    recordingId: draft.recordingId,
    subject: step.screenshot.id,
  });
  const size = await measure(ports, bytes, step.screenshot);
  const luminance = await ports.pictures.luminance(bytes, step.screenshot.scale);
  const plan = planPicture(step.screenshot, size, pageLayout(luminance, size));
  const pictures = await ports.pictures.render(bytes, plan);
  return { stepId, image: await keep(ports, `${draft.tenantId}/${draft.guideId}/${stepId}`, pictures, plan) };
}

async function fetchFrame(
  ports: MediaPorts,
  { tenantId, recordingId }: Draft,
  screenshotId: string,
  draftWrittenAt: number,
): Promise<Uint8Array> {
  const limit = recordingLimits.screenshotBytes + frameOverhead;
  const found = await ports.intake.read(`${tenantId}/${recordingId}/${screenshotId}`, limit);
  if (!found) {
    if (ports.now() - draftWrittenAt < arrivalPatience) throw new ScreenshotNotArrived(screenshotId);
    throw new UnusableScreenshot('never-uploaded', screenshotId);
  }
  if (!found.bytes) throw new UnusableScreenshot('too-large', `${found.size} bytes, at most ${limit}`);
  return found.bytes;
}

async function unseal(ports: MediaPorts, frame: Uint8Array, expected: SealedHeader): Promise<Uint8Array> {
  const key = await ports.keys.read(expected.tenantId, expected.recordingId);
  if (!key) throw new UnusableScreenshot('unknown-recording', expected.recordingId);
  const opened = await openScreenshot(frame, key, expected);
  if (!opened.ok) throw new UnusableScreenshot(opened.reason, expected.subject);
  return opened.bytes;
}

/** Judges by magic bytes and header, before anything is decoded. */
async function measure(ports: MediaPorts, bytes: Uint8Array, reference: ScreenshotReference): Promise<Size> {
  const format = pictureFormat(bytes);
  if (!format) throw new UnusableScreenshot('foreign-format', 'only WebP, PNG and JPEG are taken');
  if (format === 'png' && isAnimatedPng(bytes)) throw new UnusableScreenshot('animated', 'several frames');
  const { width, height, frames } = await ports.pictures.measure(bytes);
  if (frames > 1) throw new UnusableScreenshot('animated', `${frames} frames`);
  if (width * height > recordingLimits.screenshotPixels)
    throw new UnusableScreenshot(
      'too-many-pixels',
      `${width} × ${height}, at most ${recordingLimits.screenshotPixels}`,
    );
  // Masks are placed by the size that was reported: on another they would cover the wrong places.
  if (width !== reference.width || height !== reference.height)
    throw new UnusableScreenshot(
      'other-size',
      `${width} × ${height} instead of ${reference.width} × ${reference.height}`,
    );
  return { width, height };
}

/**
 * Keys in the result lack the step's folder: of 500 steps together they must stay below the 256 KiB that
 * Step Functions passes from state to state. SaveVersion knows the folder.
 */
async function keep(
  ports: MediaPorts,
  folder: string,
  pictures: RenderedPictures,
  plan: PicturePlan,
): Promise<StepImage> {
  const stored = async (name: PictureName) => {
    const key = `${name}.${pictures[name].hash}.webp`;
    await ports.media.keep(`${folder}/${key}`, pictures[name].bytes);
    return { key, width: plan[name].width, height: plan[name].height };
  };
  const [full, reading, thumb] = await Promise.all([stored('full'), stored('reading'), stored('thumb')]);
  return { full, reading, thumb, crop: plan.cropOfFull, target: plan.target };
}
