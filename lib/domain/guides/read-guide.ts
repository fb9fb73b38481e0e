import type { Draft, StepImage } from '../../contracts/guides/draft.ts';
import type { GuideResponse } from '../../contracts/guides/guide.ts';
import { guideOfDraft } from '../../contracts/guides/guide-of-draft.ts';
import type { VainRetitle } from '../../contracts/guides/vain-retitle.ts';
import type { GuideContents, GuideRecord, GuideRecords, SignedPictures } from './guide-record.ts';
import { canRetitle } from './retitle-guide.ts';

export interface ReadGuidePorts {
  readonly guides: Pick<GuideRecords, 'find'>;
  readonly contents: Pick<GuideContents, 'read'>;
  readonly pictures: SignedPictures;
  /** Address of the edge, without a slash at its end. */
  readonly edgeUrl: string;
  readonly vainRetitles: {
    find(tenantId: string, guideId: string, version: number): Promise<VainRetitle | undefined>;
  };
  /** Language models that the deployment may ask. */
  readonly models: number;
}

export class ContentMissing extends Error {
  override readonly name = 'ContentMissing';
}

/** The newest version of the tenant's guide, its pictures addressed for an hour. */
export async function readGuide(
  ports: ReadGuidePorts,
  tenantId: string,
  guideId: string,
): Promise<{ ok: true; value: GuideResponse } | { ok: false; reason: 'not-found' }> {
  const record = await ports.guides.find(tenantId, guideId);
  if (!record) return { ok: false, reason: 'not-found' };
  const draft = await ports.contents.read(guideId, record.version);
  if (draft?.tenantId !== tenantId) throw new ContentMissing(`guide ${guideId}, version ${record.version}`);
  const [addresses, vainRetitle] = await Promise.all([
    signedAddresses(draft, ports.pictures),
    ports.models > 0 ? ports.vainRetitles.find(tenantId, guideId, record.version) : undefined,
  ]);
  const guide = guideOfDraft(draft, record.version, (image, size) => addresses.get(image[size].key) ?? '');
  return {
    ok: true,
    value: {
      guide: { ...guide, title: record.title, description: record.description },
      status: record.status,
      visibility: record.visibility,
      publishedUrl: publishedUrl(record, ports.edgeUrl),
      missing: [...record.missing],
      // A guide is of one recording, whose pictures are made once: what follows its first version are words.
      picturesMadeAt: record.createdAt.toISOString(),
      canRetitle: ports.models > 0 && canRetitle(record, draft),
      ...(vainRetitle ? { vainRetitle } : {}),
    },
  };
}

async function signedAddresses(draft: Draft, pictures: SignedPictures): Promise<Map<string, string>> {
  const images = draft.steps.map(({ image }) => image).filter((image): image is StepImage => image !== null);
  const keys = images.flatMap(({ full, reading, thumb }) => [full.key, reading.key, thumb.key]);
  return new Map(await Promise.all(keys.map(async (key) => [key, await pictures.address(key)] as const)));
}

function publishedUrl({ publicationId, visibility, status }: GuideRecord, edgeUrl: string): string | null {
  if (!publicationId || status === 'publishing') return null;
  return `${edgeUrl}/${visibility === 'public' ? 'p' : 'g'}/${publicationId}/index.html`;
}
