import { randomUUID } from 'node:crypto';
import { type Box, surround } from './reading/raster.ts';
import type { PictureText, PictureWord } from './reading/read-picture.ts';

/** The answer of `DetectDocumentText`: the page, its lines, their words; places as parts of the page's sides. */
export function documentText({ width, height, lines }: PictureText): object {
  const page = randomUUID();
  const read = lines.map((words) => ({
    id: randomUUID(),
    words: words.map((word) => ({ id: randomUUID(), word })),
  }));
  const place = (box: Box) => geometry(box, width, height);
  return {
    DetectDocumentTextModelVersion: '1.0',
    DocumentMetadata: { Pages: 1 },
    Blocks: [
      {
        BlockType: 'PAGE',
        Id: page,
        Geometry: place({ left: 0, top: 0, right: width, bottom: height }),
        ...children(read),
      },
      ...read.map((line) => ({
        BlockType: 'LINE',
        Id: line.id,
        Text: line.words.map(({ word }) => word.text).join(' '),
        Confidence: mean(line.words.map(({ word }) => word.confidence)),
        Geometry: place(surround(line.words.map(({ word }) => word)) as Box),
        ...children(line.words),
      })),
      ...read.flatMap(({ words }) => words.map(({ id, word }) => wordBlock(id, word, place))),
    ],
  };
}

function wordBlock(id: string, word: PictureWord, place: (box: Box) => object) {
  const { text, confidence } = word;
  return {
    BlockType: 'WORD',
    Id: id,
    Text: text,
    TextType: 'PRINTED',
    Confidence: confidence,
    Geometry: place(word),
  };
}

function children(of: readonly { readonly id: string }[]) {
  return of.length > 0 ? { Relationships: [{ Type: 'CHILD', Ids: of.map(({ id }) => id) }] } : {};
}

function geometry({ left, top, right, bottom }: Box, width: number, height: number): object {
  const x = (at: number) => at / width;
  const y = (at: number) => at / height;
  return {
    BoundingBox: { Left: x(left), Top: y(top), Width: x(right - left), Height: y(bottom - top) },
    Polygon: [
      { X: x(left), Y: y(top) },
      { X: x(right), Y: y(top) },
      { X: x(right), Y: y(bottom) },
      { X: x(left), Y: y(bottom) },
    ],
    RotationAngle: 0,
  };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
