import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DetectDocumentTextCommand } from '@aws-sdk/client-textract';
import { sharpPictures } from '../../../lib/adapters/media/sharp-pictures.ts';
import { textractReader } from '../../../lib/adapters/media/textract-reader.ts';
import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { additionalData, encodeSealed } from '../../../lib/contracts/capture/batch.ts';
import type { Draft, DraftStep, ProcessedScreenshot } from '../../../lib/contracts/guides/draft.ts';
import type { PicturePlan } from '../../../lib/domain/media/picture-plan.ts';
import {
  type MediaPorts,
  processScreenshot,
  type RenderedPictures,
} from '../../../lib/domain/media/process-screenshot.ts';
import type { Raster } from '../../../lib/domain/media/redaction/raster.ts';
import type { WordReader } from '../../../lib/domain/media/redaction/read-words.ts';
import { type PicturePolicy, standardPolicy } from '../../../lib/domain/media/redaction/standard-policy.ts';
import { documentText } from '../../../local/textract/blocks.ts';
import { localReader } from '../../../local/textract/reading/local-reader.ts';

/** What a page says of its picture. */
export interface Shown {
  /** Picture pixels for one CSS pixel. */
  readonly scale: number;
  /** In CSS pixels. */
  readonly masks?: readonly Rectangle[];
  readonly target?: Rectangle;
}

export interface Redaction {
  readonly result: ProcessedScreenshot;
  /** What the pictures were made of, and how; nothing where none were. */
  readonly made?: {
    readonly raster: Raster;
    readonly plan: PicturePlan;
    readonly pictures: RenderedPictures;
  };
}

/** Puts pictures through all that a screenshot goes through, with the local cloud's Textract and nothing around it. */
export interface Workshop extends AsyncDisposable {
  readonly reader: WordReader;
  decode(picture: Uint8Array): Promise<Raster>;
  redact(picture: Uint8Array, shown: Shown): Promise<Redaction>;
}

export async function openWorkshop(policy: PicturePolicy = standardPolicy): Promise<Workshop> {
  const directory = await mkdtemp(join(tmpdir(), 'redaction-'));
  const local = localReader(join(directory, 'readings.sqlite'), availableParallelism());
  const client = {
    send: async ({ input }: DetectDocumentTextCommand) =>
      documentText(await local.read(input.Document?.Bytes ?? new Uint8Array())),
  };
  const reader = textractReader(client as unknown as Parameters<typeof textractReader>[0]);
  return {
    reader,
    decode: sharpPictures.decode,
    redact: (picture, shown) => redactPicture({ reader, policy }, picture, shown),
    [Symbol.asyncDispose]: async () => {
      await local.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const tenantId = 'tnt_00000000000000000000000001';
const recordingId = 'rec_00000000000000000000000001';
const screenshotId = 'sht_000000000000';

async function redactPicture(
  { reader, policy }: { readonly reader: WordReader; readonly policy: PicturePolicy },
  picture: Uint8Array,
  shown: Shown,
): Promise<Redaction> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const sealed = await seal(picture, key);
  const { width, height } = await sharpPictures.measure(picture);
  let made: Redaction['made'];
  const ports: MediaPorts = {
    drafts: { read: async () => ({ draft: draftOf(width, height, shown), writtenAt: 0 }) },
    keys: { read: async () => key },
    intake: { read: async () => ({ size: sealed.length, bytes: sealed }) },
    policies: { read: async () => policy },
    reader,
    pictures: {
      ...sharpPictures,
      render: async (raster, plan) => {
        const pictures = await sharpPictures.render(raster, plan);
        made = { raster, plan, pictures };
        return pictures;
      },
    },
    media: { keep: async () => undefined },
    now: Date.now,
  };
  const result = await processScreenshot(ports, { draftKey: 'draft', screenshotId, isLastTry: false });
  return made ? { result, made } : { result };
}

async function seal(picture: Uint8Array, key: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const header = { tenantId, recordingId, subject: screenshotId };
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: additionalData('screenshot', header) };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, aes, new Uint8Array(picture)));
  return encodeSealed({ ...header, nonce, ciphertext });
}

function draftOf(width: number, height: number, { scale, masks = [], target }: Shown): Draft {
  const step: DraftStep = {
    id: 'stp_0',
    kind: 'click',
    title: 'Click',
    page: { url: 'https://shop.example/', title: 'Shop' },
    tab: 1,
    at: 0,
    screenshot: {
      id: screenshotId,
      width,
      height,
      scale,
      masks: [...masks],
      state: 'before',
      ...(target && { target }),
    },
    actions: { first: 0, last: 0 },
    image: null,
  };
  return {
    schema: 1,
    guideId: 'gde_00000000000000000000000001',
    tenantId,
    recordingId,
    createdBy: 'usr_00000000000000000000000001',
    title: '',
    description: '',
    url: step.page.url,
    visibility: 'private',
    missing: [],
    steps: [step],
  };
}
