import * as z from 'zod/mini';
import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { titleText } from '../../contracts/compose/title.ts';
import type { Draft, StepImage } from '../../contracts/guides/draft.ts';
import type { Guide } from '../../contracts/guides/guide.ts';
import { guideOfDraft } from '../../contracts/guides/guide-of-draft.ts';
import { type ExportFormat, type ExportResponse, exportFormat } from '../../contracts/share/export.ts';
import { guideArchive } from './guide-archive.ts';
import { imagesOf } from './publication-files.ts';
import { contentOf, type GuideContents, type SharedGuide, type SharedGuides } from './published-guide.ts';
import { renderPage } from './render-page.ts';

export const exportQuery = z.object({ format: exportFormat });

interface ExportedFile {
  readonly key: string;
  readonly body: string | Uint8Array;
  readonly contentType: string;
  /** Of the answer's `Content-Disposition`. */
  readonly fileName: string;
}

export interface ExportPorts {
  readonly guides: Pick<SharedGuides, 'find'>;
  readonly contents: GuideContents;
  readonly pictures: { read(key: string): Promise<Uint8Array> };
  /** Keeps a file and gives an address from which it is downloaded for some minutes. */
  readonly files: { keep(file: ExportedFile, until: Date): Promise<string> };
  readonly newAuditEvent: NewAuditEvent;
  /** Before anything leaves: what cannot be noted is not done. */
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly now: () => Date;
}

interface ExportWish {
  readonly tenantId: string;
  readonly userId: string;
  readonly guideId: string;
  readonly format: ExportFormat;
  /** The request's `Accept`. */
  readonly accept?: string | undefined;
}

interface ExportedGuide {
  readonly address: ExportResponse;
  readonly follows: boolean;
}

const addressMilliseconds = 600_000;

/** The guide as one file. It is kept aside, since a function can answer with 6 MB at most. */
export async function exportGuide(
  ports: ExportPorts,
  wish: ExportWish,
): Promise<{ ok: true; value: ExportedGuide } | { ok: false; reason: 'not-found' }> {
  const { tenantId, guideId, format, accept = '' } = wish;
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  await ports.record(
    ports.newAuditEvent({
      tenantId,
      actor: actorOf(wish),
      action: 'exportGuide',
      resource: { kind: 'Guide', id: guideId },
      facts: { format, version: String(guide.version) },
    }),
  );
  const draft = await contentOf(ports.contents, guide);
  const now = ports.now();
  const { ending, contentType } = forms[format];
  const body =
    format === 'markdown'
      ? await guideArchive(guide, draft, { read: ports.pictures.read, now })
      : await htmlPage(ports, guide, draft);
  const fileName = `${plainName(guide.title)}.${ending}`;
  const key = `exports/${tenantId}/${guideId}/${guide.version}.${ending}`;
  const until = new Date(now.getTime() + addressMilliseconds);
  const url = await ports.files.keep({ key, body, contentType, fileName }, until);
  // A browser's script may not follow to another origin, but it can hand the address to the browser.
  const follows = !/\bapplication\/json\b/i.test(accept);
  return { ok: true, value: { address: { url, fileName, expiresAt: until.toISOString() }, follows } };
}

/** A redirect to the file, which programs follow; its address in words as well. */
export function exportedGuideReply({ address, follows }: ExportedGuide) {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', vary: 'accept' };
  const body = JSON.stringify(address);
  return follows
    ? { statusCode: 303, headers: { ...headers, location: address.url }, body }
    : { statusCode: 200, headers, body };
}

const forms = {
  markdown: { ending: 'zip', contentType: 'application/zip' },
  html: { ending: 'html', contentType: 'text/html; charset=utf-8' },
} as const satisfies Record<ExportFormat, { ending: string; contentType: string }>;

async function htmlPage({ pictures }: ExportPorts, shared: SharedGuide, draft: Draft): Promise<string> {
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
  return renderPage({ guide, images, missing: shared.missing });
}

function dataAddress(bytes: Uint8Array): string {
  return `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Lower-case ASCII words of the title, safe in a header and on every file system. */
function plainName(title: string): string {
  const words = titleText(title)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, 60) ?? 'guide';
}
