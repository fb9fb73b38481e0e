import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import * as z from 'zod';
import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { CommandError } from '../../run-command.ts';

/** What is expected to be covered on a picture. */
export interface ExpectedBox {
  readonly kind?: string | undefined;
  readonly text?: string | undefined;
  /** Pixels of the picture. */
  readonly box: Rectangle;
}

export interface ExpectedPicture {
  readonly picture: string;
  readonly bytes: Uint8Array;
  /** Picture pixels for one CSS pixel. */
  readonly scale: number;
  /** What the page itself marked, in CSS pixels. */
  readonly masks: readonly Rectangle[];
  readonly target?: Rectangle | undefined;
  readonly boxes: readonly ExpectedBox[];
  /** What is nobody's business, and is to stay readable. */
  readonly legible: readonly ExpectedBox[];
}

const number = z.number().finite();
const rectangle = z.union([
  z.object({ x: number, y: number, width: number.positive(), height: number.positive() }),
  z
    .tuple([number, number, number.positive(), number.positive()])
    .transform(([x, y, width, height]) => ({ x, y, width, height })),
]);
const expectedBox = z.union([
  z.object({ kind: z.string().optional(), text: z.string().optional(), box: rectangle }),
  rectangle.transform((box) => ({ box })),
]);
const described = z.union([
  z.array(expectedBox).transform((boxes) => ({ scale: 1, masks: [], target: undefined, boxes, legible: [] })),
  z.object({
    scale: number.positive().default(1),
    masks: z.array(rectangle).default([]),
    target: rectangle.optional(),
    boxes: z.array(expectedBox),
    legible: z.array(expectedBox).default([]),
  }),
]);
const named = z.object({ picture: z.string() }).loose();

const pictureEndings = new Set(['.png', '.webp', '.jpg', '.jpeg']);

/**
 * Reads a folder of pictures. Their boxes are in a JSON file beside each (`order.json` for `order.png`), or together in
 * one: by the pictures' names, or as a list of `{picture, boxes}`.
 */
export async function readExpectedPictures(folder: string): Promise<ExpectedPicture[]> {
  const names = await readdir(folder).catch((error: Error) => {
    throw mistake(`The folder cannot be read: ${error.message}`, folder);
  });
  const pictures = names.filter((name) => pictureEndings.has(extname(name).toLowerCase())).sort();
  if (pictures.length === 0) throw mistake('The folder has no pictures (PNG, WebP, JPEG)', folder);
  const given = new Map<string, { value: unknown; where: string }>();
  for (const name of names.filter((one) => extname(one).toLowerCase() === '.json')) {
    const where = join(folder, name);
    for (const [picture, value] of namedIn(await readJson(where), name, pictures, where))
      given.set(picture, { value, where });
  }
  return Promise.all(
    pictures.map(async (picture) => {
      const found = given.get(picture);
      if (!found)
        throw mistake(
          `There are no boxes for this picture, neither in ${stem(picture)}.json nor under its name in another file; a picture with nothing to cover has an empty list`,
          join(folder, picture),
        );
      const parsed = described.safeParse(found.value);
      if (!parsed.success)
        throw mistake(
          `Not a list of boxes {kind?, text?, box: {x, y, width, height}} for ${picture}: ${z.prettifyError(parsed.error)}`,
          found.where,
        );
      return { picture, bytes: await readFile(join(folder, picture)), ...parsed.data };
    }),
  );
}

/** The parts of a file by the pictures that they are about. */
function namedIn(
  content: unknown,
  file: string,
  pictures: readonly string[],
  where: string,
): (readonly [picture: string, value: unknown])[] {
  const beside = pictures.find((picture) => picture === stem(file) || stem(picture) === stem(file));
  if (beside) return [[beside, content]];
  const parts = Array.isArray(content)
    ? content.map((one, place) => {
        const parsed = named.safeParse(one);
        if (!parsed.success) throw mistake(`Entry ${place + 1} does not say of which picture it is`, where);
        return [parsed.data.picture, one] as const;
      })
    : Object.entries(content as object);
  for (const [picture] of parts)
    if (!pictures.includes(picture)) throw mistake(`There is no picture ${picture} in the folder`, where);
  return parts;
}

const stem = (file: string) => basename(file, extname(file));

async function readJson(file: string): Promise<unknown> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof content === 'object' && content !== null) return content;
  } catch {}
  throw mistake('The file is not a JSON list or object', file);
}

export function mistake(message: string, where: string): CommandError {
  return new CommandError(`${where}: ${message}`, { title: 'The pictures are wrong', where });
}
