import * as z from 'zod/mini';
import {
  assembledGuide,
  type Draft,
  processedScreenshot,
  type SavedVersion,
} from '../../contracts/guides/draft.ts';
import type { GuideContents, GuideRecord, GuideRecords } from './guide-record.ts';
import { contentHash, mergePictures } from './merge-pictures.ts';

/** Output of AssembleGuide with the collected results of ProcessScreenshots. */
export const saveVersionInput = z.object({
  draftKey: assembledGuide.shape.draftKey,
  pictures: z.array(processedScreenshot),
});

export interface SaveVersionPorts {
  readonly drafts: { read(key: string): Promise<Draft> };
  readonly contents: GuideContents;
  readonly guides: GuideRecords;
  /** What the plan has room for. */
  readonly rooms: { made(tenantId: string, guideId: string): Promise<void> };
  readonly now: () => Date;
}

/** Other recordings saving versions of the same guide at the same moment; more than a few is a defect. */
const versionAttempts = 20;

export class VersionsContended extends Error {
  override readonly name = 'VersionsContended';
  readonly $retryable = {};
}

/**
 * Saves the draft and its pictures as the guide's next immutable version: content first, then the rows, so that no
 * row ever names a content that is not there. Tried again, the same recording gets the number it has.
 */
export async function saveVersion(
  ports: SaveVersionPorts,
  { draftKey, pictures }: z.infer<typeof saveVersionInput>,
): Promise<SavedVersion> {
  const draft = mergePictures(await ports.drafts.read(draftKey), pictures);
  const { tenantId, guideId, recordingId } = draft;
  const saved = await ports.guides.versionOfRecording(tenantId, guideId, recordingId);
  const version = saved ?? (await addVersion(ports, draft));
  await ports.rooms.made(tenantId, guideId);
  return { tenantId, guideId, recordingId, version };
}

async function addVersion(ports: SaveVersionPorts, draft: Draft): Promise<number> {
  const hash = await contentHash(draft);
  const first = (await ports.guides.latestVersion(draft.tenantId, draft.guideId)) + 1;
  for (let version = first; version < first + versionAttempts; version++) {
    if ((await ports.contents.keep(draft, version, hash)) === 'taken') continue;
    return ports.guides.addVersion({ record: recordOf(draft, version, ports.now()), contentHash: hash });
  }
  throw new VersionsContended(`guide ${draft.guideId}: no free version from ${first}`);
}

function recordOf(draft: Draft, version: number, now: Date): Omit<GuideRecord, 'publicationId'> {
  return {
    id: draft.guideId,
    tenantId: draft.tenantId,
    recordingId: draft.recordingId,
    title: draft.title,
    description: draft.description,
    url: draft.url,
    status: 'publishing',
    visibility: draft.visibility,
    version,
    stepCount: draft.steps.length,
    coverKey: draft.steps.find(({ image }) => image)?.image?.thumb.key ?? null,
    missing: draft.missing,
    createdBy: draft.createdBy,
    createdAt: now,
    updatedAt: now,
  };
}
