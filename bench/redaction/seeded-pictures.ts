import { inkBetween, shareLeft } from '../../cli/eval/redaction/ink.ts';
import type { Workshop } from '../../cli/eval/redaction/workshop.ts';
import type { Raster } from '../../lib/domain/media/redaction/raster.ts';
import { launchChromium } from '../../test/cloud/plain-chromium.ts';
import { isLegible, type OtherReader } from './other-reader.ts';
import { type SeededShot, shootSeeded } from './shoot.ts';

/** What became of seeded pages, as detectors say that the product does not use. */
export interface SeededPictures {
  readonly pictures: number;
  /** Of which nothing was made, since something could not be covered. */
  readonly withheld: number;
  readonly seeds: number;
  /** Seeds of which a stroke can still be seen: by the pixels that the page itself draws them with. */
  readonly visible: number;
  /** The same of pictures of pages that no recorder read, as those are that somebody imports. */
  readonly unmarked: { readonly seeds: number; readonly visible: number };
  /** Seeds that another reader still reads in the full size; now and then in the two others too. */
  readonly legible: number;
  /** The same of pictures as they came, now and then: what that reader is good for. */
  readonly control: { readonly seeds: number; readonly legible: number };
  readonly words: number;
  /** Words that are none of anybody's business and were covered too. */
  readonly coveredWords: number;
  /** Milliseconds of each picture, from the sealed screenshot to three sizes. */
  readonly times: readonly number[];
  /** Of the control's pictures, what the other reader takes for one. */
  readonly otherTimes: readonly number[];
}

const stroke = 0.02;
/** The other reader takes longer than everything else. */
const nowAndThen = 10;

export async function redactSeeded(
  workshop: Workshop,
  other: OtherReader,
  count: number,
  first: number,
): Promise<SeededPictures> {
  const sum = { pictures: 0, withheld: 0, seeds: 0, visible: 0, legible: 0, words: 0, coveredWords: 0 };
  const control = { seeds: 0, legible: 0 };
  const unmarked = { seeds: 0, visible: 0 };
  const times: number[] = [];
  const otherTimes: number[] = [];
  const browser = await launchChromium();
  try {
    for await (const shot of shootSeeded(browser, count, first)) {
      const { scale, target, masks } = shot;
      const startedAt = performance.now();
      const { made } = await workshop.redact(shot.picture, { scale, target, masks });
      times.push(performance.now() - startedAt);
      const { made: byReader } = await workshop.redact(shot.picture, { scale, target });
      sum.pictures += 1;
      if (sum.pictures % 20 === 0) console.error(`  ${sum.pictures} of ${count} pictures`);
      const [picture, without] = await Promise.all([shot.picture, shot.without].map(workshop.decode));
      const shown = shownSeeds(shot, picture as Raster);
      const readsAll = sum.pictures % nowAndThen === 0;
      if (readsAll) {
        const readAt = performance.now();
        const read = await other.read(shot.picture);
        otherTimes.push(performance.now() - readAt);
        control.seeds += shown.length;
        control.legible += shown.filter(({ text }) => isLegible(text, read)).length;
      }
      const inked = shown.map(({ kind, boxes }) => ({
        kind,
        ink: inkBetween(picture as Raster, without as Raster, boxes),
      }));
      const visibleOn = (raster: Raster, way: string) => {
        const left = inked.filter(({ ink }) => shareLeft(raster, ink) > stroke);
        for (const { kind } of left) console.error(`  on page ${shot.page} ${kind} is visible, ${way}`);
        return left.length;
      };
      if (byReader) {
        unmarked.seeds += shown.length;
        unmarked.visible += visibleOn(byReader.raster, 'found by the reader alone');
      }
      if (!made) {
        sum.withheld += 1;
        continue;
      }
      sum.seeds += shown.length;
      sum.visible += visibleOn(made.raster, 'as the product makes it');
      const { full, reading, thumb } = made.pictures;
      const seen = await readBy(shown, readsAll ? [full, reading, thumb] : [full], other);
      // What it reads where nothing was painted either is something else, or nothing.
      const imagined = seen.length === 0 ? [] : await readBy(seen, [{ bytes: shot.without }], other);
      const read = seen.filter((seed) => !imagined.includes(seed));
      for (const { kind } of read) console.error(`  on page ${shot.page} ${kind} is read by another reader`);
      sum.legible += read.length;
      sum.words += shot.words.length;
      sum.coveredWords += countCovered(shot, made.raster, picture as Raster);
    }
  } finally {
    await browser.close();
  }
  return { ...sum, unmarked, control, times, otherTimes };
}

function shownSeeds({ seeds }: SeededShot, { width, height }: Raster) {
  return seeds.filter(({ boxes }) =>
    boxes.every(({ x, y, ...box }) => x >= 0 && y >= 0 && x + box.width <= width && y + box.height <= height),
  );
}

async function readBy(
  seeds: SeededShot['seeds'],
  pictures: readonly { readonly bytes: Uint8Array }[],
  other: OtherReader,
): Promise<SeededShot['seeds']> {
  const texts: string[] = [];
  for (const { bytes } of pictures) texts.push(await other.read(bytes));
  const read = texts.join('\n');
  return seeds.filter(({ text }) => isLegible(text, read));
}

/** Words whose middle was something else before. */
function countCovered({ words, scale }: SeededShot, after: Raster, before: Raster): number {
  const colours = ({ pixels }: Raster, from: number) => pixels.slice(from, from + 3).join();
  return words.filter(({ box: { x, y, width, height } }) => {
    const row = Math.round((y + height / 2) * scale);
    const at = (row * after.width + Math.round((x + width / 2) * scale)) * 3;
    return colours(after, at) !== colours(before, at);
  }).length;
}
