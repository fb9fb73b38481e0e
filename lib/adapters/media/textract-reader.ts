import { type Block, DetectDocumentTextCommand, TextractClient } from '@aws-sdk/client-textract';
import type { Raster } from '../../domain/media/redaction/raster.ts';
import type { WordLine, WordReader, WordsRead } from '../../domain/media/redaction/read-words.ts';
import { log } from '../../runtime/log.ts';
import { documentOf } from './textract-document.ts';

/** One try a call: the workflow tries again, and other pictures are not to wait for this one. */
const settings = { maxAttempts: 1, requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000 } };
/**
 * For so long after it failed nothing is asked of it, milliseconds: each picture would wait for the time-out. The
 * workflow tries again later than that (`ReaderUnavailable` in publish-guide.asl.json), so that it is asked then.
 */
export const restAfterFailure = 10_000;

const busyNames = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
]);

/** Textract as the reader of pictures. */
export function textractReader(
  client: Pick<TextractClient, 'send'> = new TextractClient(settings),
  now: () => number = Date.now,
): WordReader {
  let restsUntil = 0;
  const failed = (reason: 'busy' | 'unavailable', error: unknown): WordsRead => {
    log.error('PICTURE_NOT_READ', error, { reason });
    if (reason === 'unavailable') restsUntil = now() + restAfterFailure;
    return { ok: false, reason };
  };
  return {
    async read(raster, scale) {
      if (now() < restsUntil) return { ok: false, reason: 'unavailable' };
      const Bytes = await documentOf(raster, scale);
      try {
        const { Blocks } = await client.send(new DetectDocumentTextCommand({ Document: { Bytes } }));
        const lines = readLines(Blocks, raster);
        return lines ? { ok: true, lines } : failed('unavailable', new Error('no lines in the answer'));
      } catch (error) {
        return failed(isBusy(error) ? 'busy' : 'unavailable', error);
      }
    },
  };
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return busyNames.has(error.name) || $metadata?.httpStatusCode === 429;
}

/** Lines with the words that are their children, in pixels; nothing for an answer that is not of that form. */
function readLines(blocks: readonly Block[] | undefined, { width, height }: Raster): WordLine[] | undefined {
  if (!blocks?.some(({ BlockType }) => BlockType === 'PAGE')) return undefined;
  const byId = new Map(blocks.map((block) => [block.Id, block]));
  const lines: WordLine[] = [];
  for (const line of blocks) {
    if (line.BlockType !== 'LINE') continue;
    const words = line.Relationships?.flatMap(({ Type, Ids }) => (Type === 'CHILD' ? (Ids ?? []) : [])) ?? [];
    const read = words.map((id) => {
      const { Text, Confidence = 0, Geometry } = byId.get(id) ?? {};
      const { Left, Top, Width, Height } = Geometry?.BoundingBox ?? {};
      if (Text === undefined || Left === undefined || Top === undefined || !Width || !Height)
        return undefined;
      const box = { x: Left * width, y: Top * height, width: Width * width, height: Height * height };
      return { text: Text, confidence: Confidence / 100, box };
    });
    const whole = read.filter((word) => word !== undefined);
    if (whole.length < read.length) return undefined;
    lines.push(whole);
  }
  return lines;
}
