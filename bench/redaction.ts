import { openWorkshop } from '../cli/eval/redaction/workshop.ts';
import { otherReader } from './redaction/other-reader.ts';
import { redactSeeded } from './redaction/seeded-pictures.ts';
import { thirdPartyPages } from './redaction/third-party-pages.ts';
import { wordRecall } from './redaction/word-recall.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const pictures = 200;
/** Pages that were not looked at while the rules were made. */
const firstPage = 47_001;

/** What is left on pictures that went the way of a screenshot, and how much of a page the reader reads. */
export async function benchRedaction(): Promise<BenchResult[]> {
  await using workshop = await openWorkshop();
  return [...(await benchSeeded(workshop)), ...(await benchRecall(workshop))];
}

async function benchSeeded(workshop: Awaited<ReturnType<typeof openWorkshop>>): Promise<BenchResult[]> {
  const other = await otherReader();
  const found = await redactSeeded(workshop, other, pictures, firstPage);
  await other.stop();
  const { seeds, visible, legible, control, unmarked } = found;
  const percent = (part: number, of: number) => (part / of) * 100;
  const asTheyCame = 'pictures as they came';
  return [
    judged(
      {
        name: `of ${seeds} seeded items on ${found.pictures} pictures, visible by their pixels`,
        ours: visible,
        peer: seeds,
        peerName: asTheyCame,
        unit: '',
      },
      { atMost: 0 },
    ),
    judged(
      {
        name: 'seeded items that another reader still reads',
        ours: percent(legible, seeds),
        peer: percent(control.legible, control.seeds),
        peerName: asTheyCame,
        unit: '%',
      },
      { atMost: 0 },
    ),
    judged(
      {
        name: `of ${unmarked.seeds} seeded items, visible where no recorder read the page`,
        ours: percent(unmarked.visible, unmarked.seeds),
        peer: 0.5,
        peerName: 'budget',
        unit: '%',
      },
      { atMost: 1 },
    ),
    judged(
      {
        name: 'pictures withheld',
        ours: percent(found.withheld, found.pictures),
        peer: 1,
        peerName: 'budget',
        unit: '%',
      },
      { atMost: 1 },
    ),
    judged(
      {
        name: `of ${found.words} ordinary words, covered`,
        ours: percent(found.coveredWords, found.words),
        peer: 5,
        peerName: 'budget',
        unit: '%',
      },
      { atMost: 1 },
    ),
    judged(
      {
        name: 'picture redacted and made, median',
        ours: percentile(found.times, 0.5),
        peer: percentile(found.otherTimes, 0.5),
        peerName: 'tesseract.js reads it once',
        unit: 'ms',
      },
      { atMost: 1 },
    ),
  ];
}

async function benchRecall(workshop: Awaited<ReturnType<typeof openWorkshop>>): Promise<BenchResult[]> {
  await using pages = await thirdPartyPages();
  const results: BenchResult[] = [];
  for (const [scale, goal] of [
    [1, 92],
    [2, 97],
  ] as const) {
    const { words, read } = await wordRecall(workshop, pages, scale);
    results.push(
      judged(
        {
          name: `of ${words} words on pages of others read, ${scale} pixel${scale > 1 ? 's' : ''} for one`,
          ours: (read / words) * 100,
          peer: goal,
          peerName: 'goal',
          unit: '%',
        },
        { atLeast: 1 },
      ),
    );
  }
  return results;
}
