import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { coveringPixels } from '../../../lib/domain/media/pixels.ts';
import { UnusableScreenshot } from '../../../lib/domain/media/process-screenshot.ts';
import type { Raster } from '../../../lib/domain/media/redaction/raster.ts';
import { type ExpectedBox, type ExpectedPicture, mistake } from './expected-boxes.ts';
import { type Ink, inkOn, shareLeft } from './ink.ts';
import type { Redaction, Workshop } from './workshop.ts';

export interface Leak {
  readonly kind?: string | undefined;
  readonly text?: string | undefined;
  readonly box: Rectangle;
  readonly state: 'left' | 'partly';
  /** Of what is drawn in the box, how much can still be made out. */
  readonly share: number;
}

export interface JudgedPicture {
  readonly picture: string;
  readonly status: 'made' | 'blocked';
  /** What a blocked one was blocked for. */
  readonly kinds: readonly string[];
  readonly expected: number;
  readonly covered: number;
  /** Boxes in which nothing is drawn. */
  readonly blank: number;
  readonly leaks: readonly Leak[];
  /** What was to stay readable, and what of it was covered without need. */
  readonly legible: number;
  readonly overcovered: readonly ExpectedBox[];
}

const partly = 0.03;
const mostly = 0.5;
/** A cover beside it may reach into its box. */
const readable = 0.9;

export async function judgePicture(
  workshop: Pick<Workshop, 'redact' | 'decode'>,
  { picture, bytes, boxes, legible, scale, masks, target }: ExpectedPicture,
): Promise<JudgedPicture> {
  const [before, { result, made }] = await Promise.all([
    workshop.decode(bytes),
    workshop.redact(bytes, { scale, masks, ...(target && { target }) }),
  ]).catch((error: Error): never => {
    throw error instanceof UnusableScreenshot ? mistake(error.message, picture) : error;
  });
  const inks = boxes.map((expected) => ({ expected, ink: inkIn(before, expected.box, picture) }));
  const drawn = inks.filter(({ ink }) => ink.size > 0);
  const leaks = made ? drawn.flatMap(({ expected, ink }) => leakOf(made, expected, ink)) : [];
  return {
    picture,
    status: made ? 'made' : 'blocked',
    kinds: result.kinds ?? [],
    expected: boxes.length,
    covered: made ? drawn.length - leaks.length : 0,
    blank: boxes.length - drawn.length,
    leaks,
    legible: legible.length,
    overcovered: made
      ? legible.filter(({ box }) => shareLeft(made.raster, inkIn(before, box, picture)) < readable)
      : [],
  };
}

function leakOf(
  { raster }: NonNullable<Redaction['made']>,
  expected: ExpectedPicture['boxes'][number],
  ink: Ink,
): Leak[] {
  const share = shareLeft(raster, ink);
  if (share <= partly) return [];
  return [
    { ...expected, state: share > mostly ? 'left' : 'partly', share: Math.round(share * 1_000) / 1_000 },
  ];
}

function inkIn(before: Raster, box: Rectangle, picture: string): Ink {
  if (!coveringPixels(box, 0, before))
    throw mistake(
      `The box at ${box.x}, ${box.y} lies outside of the picture, which has ${before.width} × ${before.height} pixels`,
      picture,
    );
  return inkOn(before, [box]);
}
