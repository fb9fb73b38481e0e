import type { Browser } from 'playwright-core';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import { readPages } from './page-reading.ts';
import { type PageWord, pageWords } from './page-words.ts';
import { random } from './random.ts';
import { seededPage } from './seeded-page.ts';
import type { Seed } from './seeds.ts';

export interface SeededShot {
  /** By which the page is made again. */
  readonly page: number;
  readonly scale: number;
  /** PNG. */
  readonly picture: Buffer;
  /** The same page where the seeds are not painted: the pixels that differ are theirs. */
  readonly without: Buffer;
  /** With the parts of each, in pixels of the picture. */
  readonly seeds: readonly (Seed & { readonly boxes: readonly Rectangle[] })[];
  /** All the others that the page shows; in CSS pixels. */
  readonly words: readonly PageWord[];
  /** What the recorder marks on the page, in CSS pixels. */
  readonly masks: readonly Rectangle[];
  /** What somebody would click, in CSS pixels: now one thing, now another, so that crops end everywhere. */
  readonly target: Rectangle;
}

/** Screenshots of pages of our own making with things that are to be found on them. */
export async function* shootSeeded(
  browser: Browser,
  count: number,
  first: number,
): AsyncGenerator<SeededShot> {
  for (const scale of [1, 2]) {
    const context = await browser.newContext({
      viewport: { width: 1024, height: 720 },
      deviceScaleFactor: scale,
    });
    const page = await context.newPage();
    const readPage = await readPages(page);
    for (let at = scale - 1; at < count; at += 2) {
      const from = random(first + at);
      const made = seededPage(from);
      await page.setContent(made.html);
      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll('[data-seed]')].map((element) =>
          [...element.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height })),
        ),
      );
      const words = await pageWords(page);
      const target = from.pick(words).box;
      const masks = await readPage();
      const picture = await page.screenshot();
      await page.evaluate(() => document.documentElement.classList.add('hide'));
      const without = await page.screenshot();
      const inPixels = ({ x, y, width, height }: Rectangle) => ({
        x: x * scale,
        y: y * scale,
        width: width * scale,
        height: height * scale,
      });
      const seeds = made.seeds.map((seed, index) => ({ ...seed, boxes: (boxes[index] ?? []).map(inPixels) }));
      yield { page: first + at, scale, picture, without, seeds, words, masks, target };
    }
    await context.close();
  }
}
