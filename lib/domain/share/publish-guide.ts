import type { Audited, NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { Draft, SavedVersion } from '../../contracts/guides/draft.ts';
import type { GuidePublished } from '../../contracts/guides/guide.ts';
import { newIdentifier } from './identifier.ts';
import { publicationFiles } from './publication-files.ts';
import { contentOf, type GuideContents, type SharedGuide, type SharedGuides } from './published-guide.ts';

/** Rendered pages, pictures and guide.json under `<g or p>/<publication>/`. */
export interface Publications {
  list(prefix: string): Promise<string[]>;
  /** Copies within S3; the key is immutable. */
  copyPicture(mediaKey: string, key: string): Promise<void>;
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
type Publisher = Pick<Audited, 'actor' | 'action'>;

const byWorkflow: Publisher = { actor: { kind: 'system', id: 'publish-guide' }, action: 'publishGuide' };

/** Publishes the guide's newest version under its publication. Doing it again changes nothing. */
export async function publishGuide(
  ports: PublishingPorts,
  { tenantId, guideId }: Pick<SavedVersion, 'tenantId' | 'guideId'>,
  publisher = byWorkflow,
): Promise<GuidePublished> {
  const candidate = newIdentifier('pub');
  const publicationId = await ports.guides.claimPublication(tenantId, guideId, candidate);
  if (!publicationId) throw new GuideGone(`guide ${guideId} was deleted`);
  const guide = await writeCurrent(ports, { tenantId, guideId, publicationId });
  const status = guide.missing.length > 0 ? 'partial' : 'published';
  const { recordingId, version, title, visibility } = guide;
  const published = ports.newAuditEvent({
    tenantId,
    ...publisher,
    resource: { kind: 'Guide', id: guideId },
    facts: { recordingId, version: String(version), status, visibility },
  });
  await ports.guides.setPublished(tenantId, guideId, status, published);
  return { tenantId, guideId, recordingId, version, title, visibility, status };
}

/**
 * Writes where the guide's pages stand. Meanwhile somebody may revoke a link, narrow the visibility or delete the guide:
 * what was written to a place that is the guide's no longer is taken away again, since cookies for it may be about.
 */
async function writeCurrent(
  ports: PublishingPorts,
  { tenantId, guideId, publicationId }: { tenantId: string; guideId: string; publicationId: string },
): Promise<SharedGuide> {
  let place = publicationId;
  let guide = await ports.guides.find(tenantId, guideId);
  for (let attempt = 0; guide && attempt < moves; attempt++) {
    await writePublication(ports, guide, place);
    const now = await ports.guides.find(tenantId, guideId);
    if (now?.publicationId === place && now.visibility === guide.visibility) return now;
    if (now?.publicationId !== place) await removePublication(ports.publications, place);
    place = now?.publicationId ?? place;
    guide = now;
  }
  if (guide) throw new PublicationContended(`guide ${guideId} was moved ${moves} times meanwhile`);
  await removePublication(ports.publications, place);
  throw new GuideGone(`guide ${guideId} was deleted`);
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
