import * as z from 'zod/mini';
import { titleText } from '../../contracts/compose/title.ts';
import type { Draft, StepImage } from '../../contracts/guides/draft.ts';
import type { Guide } from '../../contracts/guides/guide.ts';
import { guideOfDraft } from '../../contracts/guides/guide-of-draft.ts';
import { renderMarkdown } from './markdown.ts';
import { imagesOf, pictureName } from './publication-files.ts';
import { contentOf, type GuideContents, type SharedGuide, type SharedGuides } from './published-guide.ts';
import { renderPage } from './render-page.ts';

export const exportQuery = z.object({ format: z.enum(['markdown', 'html']) });
export type ExportFormat = z.infer<typeof exportQuery>['format'];

export interface ExportPorts {
  readonly guides: Pick<SharedGuides, 'find'>;
  readonly contents: GuideContents;
  readonly pictures: {
    read(key: string): Promise<Uint8Array>;
    /** Good for an hour. */
    address(key: string): Promise<string>;
  };
  /** Keeps a file and gives an address that is good for some minutes. */
  readonly files: {
    keep(key: string, body: string, contentType: string, disposition: string): Promise<string>;
  };
  readonly now: () => Date;
  readonly edgeUrl: string;
}

export type ExportedGuide =
  | { at: 'here'; body: string; contentType: string; disposition: string }
  | { at: 'elsewhere'; url: string };

/** Lambda answers with 6 MB at most, JSON escapes and head included. */
const answerBytes = 5 * 1024 * 1024;
const addressMilliseconds = 3_600_000;

/** The guide as one file: Markdown that links its pictures, or HTML that holds them. */
export async function exportGuide(
  ports: ExportPorts,
  { tenantId, guideId, format }: { tenantId: string; guideId: string; format: ExportFormat },
): Promise<{ ok: true; value: ExportedGuide } | { ok: false; reason: 'not-found' }> {
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  const draft = await contentOf(ports.contents, guide);
  const file =
    format === 'markdown' ? await markdownFile(ports, guide, draft) : await htmlFile(ports, guide, draft);
  if (new TextEncoder().encode(file.body).length <= answerBytes)
    return { ok: true, value: { at: 'here', ...file } };
  const key = `exports/${tenantId}/${guideId}/${guide.version}.${format}`;
  const url = await ports.files.keep(key, file.body, file.contentType, file.disposition);
  return { ok: true, value: { at: 'elsewhere', url } };
}

interface FileReply {
  statusCode: number;
  headers: Record<string, string>;
  body?: string;
}

export function exportedGuideReply(exported: ExportedGuide): FileReply {
  if (exported.at === 'elsewhere')
    return { statusCode: 303, headers: { location: exported.url, 'cache-control': 'no-store' } };
  return {
    statusCode: 200,
    headers: {
      'content-type': exported.contentType,
      'content-disposition': exported.disposition,
      'cache-control': 'no-store',
    },
    body: exported.body,
  };
}

/** A public guide's pictures have lasting addresses; others' are signed and end. */
async function markdownFile({ pictures, edgeUrl, now }: ExportPorts, shared: SharedGuide, draft: Draft) {
  const lasting = shared.visibility === 'public' && shared.publicationId;
  const images = [...imagesOf(draft).values()].map(({ reading }) => reading.key);
  const signed = lasting
    ? new Map<string, string>()
    : new Map(await Promise.all(images.map(async (key) => [key, await pictures.address(key)] as const)));
  const guide = guideOfDraft(draft, shared.version, (image, size, step) =>
    lasting
      ? `${edgeUrl}/p/${lasting}/${pictureName(image, size, step)}`
      : (signed.get(image[size].key) ?? ''),
  );
  const until = lasting || images.length === 0 ? undefined : new Date(now().getTime() + addressMilliseconds);
  return {
    body: renderMarkdown({ ...guide, title: shared.title }, until),
    contentType: 'text/markdown; charset=utf-8',
    disposition: `attachment; filename="${fileName(shared.title)}.md"`,
  };
}

async function htmlFile({ pictures }: ExportPorts, shared: SharedGuide, draft: Draft) {
  const images = imagesOf(draft);
  const embedded = new Map(
    await Promise.all(
      [...images.values()].map(
        async ({ reading }) => [reading.key, dataAddress(await pictures.read(reading.key))] as const,
      ),
    ),
  );
  const address = (image: StepImage, size: 'full' | 'reading' | 'thumb') =>
    size === 'reading' ? (embedded.get(image.reading.key) ?? '') : '';
  const guide: Guide = { ...guideOfDraft(draft, shared.version, address), title: shared.title };
  return {
    body: renderPage({ guide, images, missing: shared.missing }),
    contentType: 'text/html; charset=utf-8',
    disposition: `attachment; filename="${fileName(shared.title)}.html"`,
  };
}

function dataAddress(bytes: Uint8Array): string {
  return `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Lower-case ASCII words of the title, safe in a header and on every file system. */
function fileName(title: string): string {
  const words = titleText(title)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, 60) ?? 'guide';
}
