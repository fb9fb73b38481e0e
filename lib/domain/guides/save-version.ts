import * as z from 'zod/mini';
import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
import {
  assembledGuide,
  type Draft,
  type ProcessedScreenshot,
  processedScreenshot,
  type SavedVersion,
} from '../../contracts/guides/draft.ts';
import type { GuideContents, GuideRecords, NewVersion } from './guide-record.ts';
import { contentHash, isBlocked, mergePictures } from './merge-pictures.ts';

/** Output of AssembleGuide with the collected results of ProcessScreenshots; without them the draft has its pictures. */
export const saveVersionInput = z.object({
  draftKey: assembledGuide.shape.draftKey,
  pictures: z.optional(z.array(processedScreenshot)),
});

export interface SaveVersionPorts {
  readonly drafts: { read(key: string): Promise<Draft> };
  readonly contents: GuideContents;
  readonly guides: GuideRecords;
  readonly newAuditEvent: NewAuditEvent;
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

/** Another version has followed the one that was to be retitled: its titles are of yesterday. */
export class VersionSuperseded extends Error {
  override readonly name = 'VersionSuperseded';
}

/**
 * Saves the draft and its pictures as the guide's next immutable version: content first, then the rows, so that no
 * row ever names a content that is not there. Tried again, the same recording gets the number it has. A version with a
 * picture that was withheld for what it shows is `blocked`: it has no such picture, and somebody decides about the rest.
 * @throws VersionSuperseded for other titles of a version that is not the newest any more
 */
export async function saveVersion(
  ports: SaveVersionPorts,
  { draftKey, pictures }: z.infer<typeof saveVersionInput>,
): Promise<SavedVersion> {
  // What tells hidden values again is for making pictures alone.
  const { seen: _seen, learned: _learned, ...read } = await ports.drafts.read(draftKey);
  const draft = pictures ? mergePictures(read, pictures) : read;
  const { tenantId, guideId, recordingId, retitled } = draft;
  const ids = { tenantId, guideId, recordingId };
  if (retitled) return { ...ids, version: await addRetitled(ports, draft, retitled), blocked: false };
  const blocked = isBlocked(pictures ?? []);
  const saved = await ports.guides.versionOfRecording(tenantId, guideId, recordingId);
  const version = saved ?? (await addVersion(ports, draft, blocked ? (pictures ?? []) : []));
  await ports.rooms.made(tenantId, guideId);
  return { ...ids, version, blocked };
}

async function addVersion(
  ports: SaveVersionPorts,
  draft: Draft,
  withheld: readonly ProcessedScreenshot[],
): Promise<number> {
  const first = (await ports.guides.latestVersion(draft.tenantId, draft.guideId)) + 1;
  const { version, hash } = await keepContent(ports, draft, first);
  const record = recordOf(draft, version, ports.now());
  if (withheld.length === 0) return ports.guides.addVersion({ record, contentHash: hash });
  const event = ports.newAuditEvent({
    tenantId: draft.tenantId,
    actor: { kind: 'system', id: 'save-version' },
    action: 'blockGuide',
    resource: { kind: 'Guide', id: draft.guideId },
    outcome: 'refused',
    facts: { recordingId: draft.recordingId, version: String(version), ...whatBlocks(draft, withheld) },
  });
  return ports.guides.addVersion({ record: { ...record, status: 'blocked' }, contentHash: hash, event });
}

/** Numbers of the steps whose pictures were withheld, and what kinds of things were left on them. */
function whatBlocks(draft: Draft, results: readonly ProcessedScreenshot[]): Record<string, string> {
  const blocking = results.filter((result) => isBlocked([result]));
  const ids = new Set(blocking.map(({ screenshotId }) => screenshotId));
  const steps = draft.steps.flatMap(({ screenshot }, index) =>
    screenshot && ids.has(screenshot.id) ? [index + 1] : [],
  );
  const kinds = new Set(blocking.flatMap((result) => result.kinds ?? []));
  return { steps: steps.join(' '), ...(kinds.size > 0 && { kinds: [...kinds].join(' ') }) };
}

/** Under no other number than the next: one beyond it would overtake a recording that is just being saved. */
async function addRetitled(
  ports: SaveVersionPorts,
  made: Draft,
  { from, requestedBy }: NonNullable<Draft['retitled']>,
): Promise<number> {
  const { tenantId, guideId } = made;
  const saved = await ports.guides.versionRetitledFrom(tenantId, guideId, from);
  if (saved !== undefined) return saved;
  const version = from + 1;
  const draft = await keepRetitled(ports, made, version);
  const superseded = new VersionSuperseded(`guide ${guideId}: another version has followed ${from}`);
  if (!draft) throw superseded;
  const hash = await contentHash(draft);
  const event = ports.newAuditEvent({
    tenantId,
    actor: actorOf({ userId: requestedBy }),
    action: 'retitleGuide',
    resource: { kind: 'Guide', id: guideId },
    facts: { from: String(from), version: String(version), ...titledBy(draft) },
  });
  const record = recordOf(draft, version, ports.now());
  if (!(await ports.guides.addRetitled({ record, contentHash: hash, from, event }))) throw superseded;
  return version;
}

/** What the version has as its content then; an earlier try with other words may have left its own. */
async function keepRetitled(
  { contents }: Pick<SaveVersionPorts, 'contents'>,
  draft: Draft,
  version: number,
): Promise<Draft | undefined> {
  if ((await contents.keep(draft, version, await contentHash(draft))) === 'kept') return draft;
  const left = await contents.read(draft.guideId, version);
  return left?.tenantId === draft.tenantId && left.retitled?.from === version - 1 ? left : undefined;
}

/** Under the first number from `first` on that no other content has. */
async function keepContent(
  ports: SaveVersionPorts,
  draft: Draft,
  first: number,
): Promise<{ version: number; hash: string }> {
  const hash = await contentHash(draft);
  for (let version = first; version < first + versionAttempts; version++)
    if ((await ports.contents.keep(draft, version, hash)) === 'kept') return { version, hash };
  throw new VersionsContended(`guide ${draft.guideId}: no free version from ${first}`);
}

function titledBy({ titledBy: whose }: Draft): Record<string, string> {
  return whose ? { provider: whose.provider, model: whose.model } : {};
}

function recordOf(draft: Draft, version: number, now: Date): NewVersion['record'] {
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
