import type { Audited, NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { Draft, SavedVersion } from '../../contracts/guides/draft.ts';
import type { GuidePublished } from '../../contracts/guides/guide.ts';
import { newIdentifier } from './identifier.ts';
import { publicationFiles } from './publication-files.ts';
import {
  contentOf,
  type GuideContents,
  isHeld,
  type SharedGuide,
  type SharedGuides,
} from './published-guide.ts';

/** Rendered pages, pictures and guide.json under `<g or p>/<publication>/`. */
export interface Publications {
  list(prefix: string): Promise<string[]>;
  /** Copies within S3; the key is immutable. */
  copyPicture(mediaKey: string, key: string): Promise<void>;
  /** Copies what is published, as it is. */
  copy(from: string, to: string): Promise<void>;
  put(key: string, body: string, contentType: string): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

export interface PublishingPorts {
  readonly guides: SharedGuides;
  readonly contents: GuideContents;
  readonly publications: Publications;
  readonly newAuditEvent: NewAuditEvent;
  readonly now: () => Date;
  readonly edgeUrl: string;
}

export class GuideGone extends Error {
  override readonly name = 'GuideGone';
}

/** Somebody moves the publication each time anew; more than a few in a row is a defect. */
const moves = 5;

export class PublicationContended extends Error {
  override readonly name = 'PublicationContended';
  /** Has the SDK's meaning: another try may do. */
  readonly $retryable = {};
}

/** Who has it published, and as what the log is to know it. */
interface Publisher extends Pick<Audited, 'actor' | 'action'> {
  /** The version that somebody decided to publish although it was held. */
  readonly decided?: number;
  /** Told before it is noted, so that where telling fails all of it is done again. */
  readonly tell?: (published: GuidePublished) => Promise<void>;
}

/** Something else happened to the guide while its pages were written. */
class GuideChanged extends Error {
  override readonly name = 'GuideChanged';
  readonly $retryable = {};
}

const byWorkflow: Publisher = { actor: { kind: 'system', id: 'publish-guide' }, action: 'publishGuide' };

/**
 * Publishes the guide's newest version under its publication. Doing it again changes nothing. A version that is held is
 * published by a decision about it alone: otherwise all stays as it is, and the status that is given is `blocked`.
 */
export async function publishGuide(
  ports: PublishingPorts,
  { tenantId, guideId }: Pick<SavedVersion, 'tenantId' | 'guideId'>,
  publisher = byWorkflow,
): Promise<GuidePublished> {
  const { decided, tell, ...by } = publisher;
  const found = await ports.guides.find(tenantId, guideId);
  if (!found) throw new GuideGone(`guide ${guideId} was deleted`);
  if (isHeldFor(decided, found)) return publishedAs(found, 'blocked');
  const candidate = newIdentifier('pub');
  const publicationId = await ports.guides.claimPublication(tenantId, guideId, candidate);
  if (!publicationId) throw new GuideGone(`guide ${guideId} was deleted`);
  const guide = await writeCurrent(ports, { tenantId, guideId, publicationId, decided });
  if (isHeldFor(decided, guide)) return publishedAs(guide, 'blocked');
  const status = guide.missing.length > 0 ? 'partial' : 'published';
  const published = publishedAs(guide, status);
  const { recordingId, version, visibility } = published;
  await tell?.(published);
  const event = ports.newAuditEvent({
    tenantId,
    ...by,
    resource: { kind: 'Guide', id: guideId },
    facts: { recordingId, version: String(version), status, visibility },
  });
  const as = { version, status, isDecided: version === decided } as const;
  if (!(await ports.guides.setPublished(tenantId, guideId, as, event)))
    throw new GuideChanged(`guide ${guideId} is not at version ${version} any more, or held`);
  return published;
}

function isHeldFor(decided: number | undefined, guide: SharedGuide): boolean {
  return isHeld(guide) && guide.version !== decided;
}

function publishedAs(guide: SharedGuide, status: GuidePublished['status']): GuidePublished {
  const { tenantId, id: guideId, recordingId, version, title, visibility } = guide;
  return { tenantId, guideId, recordingId, version, title, visibility, status };
}

/**
 * Writes where the guide's pages stand. Meanwhile somebody may revoke a link, narrow the visibility or delete the guide:
 * what was written to a place that is the guide's no longer is taken away again, since cookies for it may be about.
 */
async function writeCurrent(
  ports: PublishingPorts,
  {
    tenantId,
    guideId,
    publicationId,
    decided,
  }: { tenantId: string; guideId: string; publicationId: string; decided: number | undefined },
): Promise<SharedGuide> {
  let place = publicationId;
  let guide = await ports.guides.find(tenantId, guideId);
  for (let attempt = 0; guide && attempt < moves; attempt++) {
    if (isHeldFor(decided, guide)) return guide;
    await writePublication(ports, guide, place);
    const now = await ports.guides.find(tenantId, guideId);
    if (now?.publicationId === place && isWritten(now, guide)) return now;
    if (now?.publicationId !== place) await removePublication(ports.publications, place);
    place = now?.publicationId ?? place;
    guide = now;
  }
  if (guide) throw new PublicationContended(`guide ${guideId} was moved ${moves} times meanwhile`);
  await removePublication(ports.publications, place);
  throw new GuideGone(`guide ${guideId} was deleted`);
}

function isWritten(now: SharedGuide, { version, visibility }: SharedGuide): boolean {
  return now.version === version && now.visibility === visibility;
}

/**
 * Share links and members read under `g/`, which asks for signed cookies; a public guide stands under `p/` as well.
 * What is under the prefixes that the visibility does not ask for is taken away.
 */
export async function writePublication(
  ports: Pick<PublishingPorts, 'contents' | 'publications' | 'edgeUrl'>,
  guide: SharedGuide,
  publicationId: string,
): Promise<void> {
  const draft = await contentOf(ports.contents, guide);
  await writeUnder(ports, guide, draft, `g/${publicationId}/`, false);
  const open = `p/${publicationId}/`;
  if (guide.visibility === 'public') await writeUnder(ports, guide, draft, open, true);
  else await removeUnder(ports.publications, open);
}

/** The page comes last and makes everything before it visible at once; what only older pages named then goes. */
async function writeUnder(
  { publications, edgeUrl }: Pick<PublishingPorts, 'publications' | 'edgeUrl'>,
  guide: SharedGuide,
  draft: Draft,
  prefix: string,
  isPublic: boolean,
): Promise<void> {
  const present = new Set(await publications.list(prefix));
  const files = publicationFiles(draft, guide, isPublic ? `${edgeUrl}/${prefix}` : undefined);
  const wanted = files.pictures.map(({ name, mediaKey }) => ({ key: prefix + name, mediaKey }));
  await inParallel(
    wanted.filter(({ key }) => !present.has(key)),
    ({ key, mediaKey }) => publications.copyPicture(mediaKey, key),
  );
  await publications.put(`${prefix}guide.json`, files.json, 'application/json');
  await publications.put(`${prefix}index.html`, files.page, 'text/html; charset=utf-8');
  const kept = new Set([...wanted.map(({ key }) => key), `${prefix}guide.json`, `${prefix}index.html`]);
  await publications.remove([...present].filter((key) => !kept.has(key)));
}

/** The page goes first: while the rest goes, nothing leads there any more. */
async function removeUnder(publications: Publications, prefix: string): Promise<void> {
  const keys = await publications.list(prefix);
  await publications.remove(keys.filter((key) => key.endsWith('/index.html')));
  await publications.remove(keys);
}

/** Moves pages as they stand under `g/`, the page last, which needs no guide to be written anew. */
export async function carryPublication(publications: Publications, from: string, to: string): Promise<void> {
  const keys = await publications.list(`g/${from}/`);
  const isPage = (key: string) => key.endsWith('/index.html');
  const carry = (key: string) => publications.copy(key, key.replace(`g/${from}/`, `g/${to}/`));
  await inParallel(
    keys.filter((key) => !isPage(key)),
    carry,
  );
  await inParallel(keys.filter(isPage), carry);
}

/** What everyone may read. */
export async function closePublication(publications: Publications, publicationId: string): Promise<void> {
  await removeUnder(publications, `p/${publicationId}/`);
}

/** Under both prefixes. */
export async function removePublication(publications: Publications, publicationId: string): Promise<void> {
  await removeUnder(publications, `p/${publicationId}/`);
  await removeUnder(publications, `g/${publicationId}/`);
}

const lanes = 16;

async function inParallel<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await run(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
