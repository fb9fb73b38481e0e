import type { ScreenshotReference } from '../../contracts/capture/action.ts';
import type { SealedHeader } from '../../contracts/capture/batch.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Draft, DraftStep, ProcessedScreenshot, StepImage } from '../../contracts/guides/draft.ts';
import { keyedPrintDigest } from '../redaction/hiding/keyed-print-digest.ts';
import { printDigest } from '../redaction/hiding/print-digest.ts';
import { findPrinted } from '../redaction/hiding/value-prints.ts';
import { isAnimatedPng } from './animated-png.ts';
import { maskBoxes } from './mask-boxes.ts';
import { type Luminance, pageLayout } from './page-layout.ts';
import { pictureFormat } from './picture-format.ts';
import { type PicturePlan, planPicture } from './picture-plan.ts';
import type { Size } from './pixels.ts';
import { privateFields } from './redaction/private-field.ts';
import type { Raster } from './redaction/raster.ts';
import type { WordReader } from './redaction/read-words.ts';
import { redactPicture } from './redaction/redact-picture.ts';
import type { PicturePolicy } from './redaction/standard-policy.ts';
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

/** What reads pictures failed: it is given some seconds. */
export class ReaderUnavailable extends Error {
  override readonly name = 'ReaderUnavailable';
}

/** What reads pictures has too much to do at the moment. */
export class ReaderBusy extends Error {
  override readonly name = 'ReaderBusy';
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
  readonly policies: { read(tenantId: string): Promise<PicturePolicy> };
  readonly reader: WordReader;
  readonly pictures: {
    /** Reads the header alone. Refuses animation. */
    measure(bytes: Uint8Array): Promise<Size & { frames: number }>;
    decode(bytes: Uint8Array): Promise<Raster>;
    /** Luminance, `scale` picture pixels to one. */
    luminance(raster: Raster, scale: number): Promise<Luminance>;
    render(raster: Raster, plan: PicturePlan): Promise<RenderedPictures>;
  };
  /** Writes once: what is there already under the key is the same picture. */
  readonly media: { keep(key: string, bytes: Uint8Array): Promise<void> };
  readonly now: () => number;
}

export interface ProcessScreenshotInput {
  readonly draftKey: string;
  readonly screenshotId: string;
  /** Whoever reads pictures was waited for in vain: it is asked once more, and then done without. */
  readonly isLastTry: boolean;
}

/** How long after the draft was written an upload may still arrive, milliseconds. */
const arrivalPatience = 45_000;
/** Header and tag around the picture's own bytes. */
const frameOverhead = 512;
/**
 * How long after the draft was written its pictures wait for a reader, milliseconds, all of them together: a guide of
 * many is not to wait anew for each. How often one of them is tried until then, the workflow says.
 */
const readerPatience = { unavailable: 60_000, busy: 600_000 };

/** A step that shows the screenshot. */
type Showing = DraftStep & { readonly screenshot: ScreenshotReference };

/**
 * Turns a sealed screenshot into three pictures for each step that shows it. Everything is made of pixels in which what
 * is sensitive has been painted over. Doing it again gives the same keys and changes nothing.
 */
export async function processScreenshot(
  ports: MediaPorts,
  { draftKey, screenshotId, isLastTry }: ProcessScreenshotInput,
): Promise<ProcessedScreenshot> {
  const { draft, writtenAt } = await ports.drafts.read(draftKey);
  const steps = draft.steps.filter((step): step is Showing => step.screenshot?.id === screenshotId);
  const [first] = steps;
  if (!first) throw new UnusableScreenshot('unknown-screenshot', screenshotId);
  const frame = await fetchFrame(ports, draft, screenshotId, writtenAt);
  const { tenantId, recordingId } = draft;
  const key = await ports.keys.read(tenantId, recordingId);
  if (!key) throw new UnusableScreenshot('unknown-recording', recordingId);
  const bytes = await unseal(frame, key, { tenantId, recordingId, subject: screenshotId });
  const size = await measure(ports, bytes, steps);
  const raster = await ports.pictures.decode(bytes);
  const policy = await ports.policies.read(tenantId);
  const redacted = await redact(ports, policy, raster, { draft, steps, key });
  const unread = 'unread' in redacted ? redacted.unread : undefined;
  if (unread && !isLastTry && ports.now() - writtenAt < readerPatience[unread])
    throw unread === 'busy' ? new ReaderBusy(screenshotId) : new ReaderUnavailable(screenshotId);
  if (!redacted.ok)
    return { screenshotId, pictures: [], reason: redacted.reason, kinds: [...redacted.kinds] };
  if (unread && policy.strictness === 'strict') return { screenshotId, pictures: [], reason: 'not-read' };
  const luminance = await ports.pictures.luminance(raster, first.screenshot.scale);
  const layout = pageLayout(luminance, size);
  const pictures = [];
  for (const { id, screenshot } of steps) {
    const plan = planPicture(screenshot, size, layout);
    const rendered = await ports.pictures.render(raster, plan);
    const image = await keep(ports, `${tenantId}/${draft.guideId}/${id}`, rendered, plan);
    pictures.push({ stepId: id, image });
  }
  return { screenshotId, pictures, ...(unread && { unread: true }) };
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

async function unseal(frame: Uint8Array, key: Uint8Array, expected: SealedHeader): Promise<Uint8Array> {
  const opened = await openScreenshot(frame, key, expected);
  if (!opened.ok) throw new UnusableScreenshot(opened.reason, expected.subject);
  return opened.bytes;
}

/** Judges by magic bytes and header, before anything is decoded. */
async function measure(ports: MediaPorts, bytes: Uint8Array, steps: readonly Showing[]): Promise<Size> {
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
  for (const { screenshot } of steps)
    if (width !== screenshot.width || height !== screenshot.height)
      throw new UnusableScreenshot(
        'other-size',
        `${width} × ${height} instead of ${screenshot.width} × ${screenshot.height}`,
      );
  return { width, height };
}

/** By all that any step says of the screenshot: what one of them masks, or one of their pages, is covered for all. */
function redact(
  { reader }: MediaPorts,
  policy: PicturePolicy,
  raster: Raster,
  {
    draft,
    steps,
    key,
  }: { readonly draft: Draft; readonly steps: readonly Showing[]; readonly key: Uint8Array },
) {
  const hosts = [...new Set(steps.map(({ page }) => hostOf(page.url)))];
  const marked = steps.flatMap(({ screenshot: { masks, scale } }) => maskBoxes(masks, scale, raster));
  const scale = Math.min(...steps.map(({ screenshot }) => screenshot.scale));
  const known = [findPrinted(draft.learned, keyedPrintDigest(key)), findPrinted(draft.seen, printDigest)];
  const find: Parameters<typeof redactPicture>[0]['find'] = (text, around) => [
    ...hosts.flatMap((host) => policy.find(text, { ...around, host })),
    ...known.flatMap((inText) => inText(text)),
  ];
  return redactPicture({ reader, find, fields: privateFields(draft, steps) }, raster, scale, marked);
}

/** Empty where it was hidden: the policy then knows no rule for the site, and takes all that it may be under. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
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
