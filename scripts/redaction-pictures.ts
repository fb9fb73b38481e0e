/**
 * `node scripts/redaction-pictures.ts`: makes the pictures of `test/fixtures/redaction` anew. Everything on them is
 * invented; what is to be covered is known from the page itself.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { shootSeeded } from '../bench/redaction/shoot.ts';
import { coveringPixels } from '../lib/domain/media/pixels.ts';
import { launchChromium } from '../test/cloud/plain-chromium.ts';

const folder = new URL('../test/fixtures/redaction/', import.meta.url);
const count = 4;

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
const expected: Record<string, object> = {};
for await (const { picture, scale, seeds, target } of shootSeeded(browser, count, 2_000)) {
  const name = `page-${Object.keys(expected).length + 1}.webp`;
  const { data, info } = await sharp(picture)
    .webp({ lossless: true, effort: 6 })
    .toBuffer({ resolveWithObject: true });
  await writeFile(new URL(name, folder), data);
  const boxes = seeds.flatMap(({ kind, text, boxes: parts }) =>
    parts.flatMap((part) => {
      const box = coveringPixels(part, 0, info);
      return box ? [{ kind, text, box }] : [];
    }),
  );
  expected[name] = { scale, target, boxes };
}
await browser.close();
await writeFile(new URL('expected.json', folder), `${JSON.stringify(expected, undefined, 2)}\n`);
