import type { Workshop } from '../../cli/eval/redaction/workshop.ts';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import type { Word } from '../../lib/domain/media/redaction/read-words.ts';
import { launchChromium } from '../../test/cloud/plain-chromium.ts';
import { type PageWord, pageWords } from './page-words.ts';
import type { ThirdPartyPages } from './third-party-pages.ts';

export interface WordRecall {
  readonly words: number;
  readonly read: number;
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Of the words that pages show, with the DOM as truth, how many the reader reads without a mistake. */
export async function wordRecall(
  workshop: Workshop,
  pages: ThirdPartyPages,
  scale: number,
): Promise<WordRecall> {
  const browser = await launchChromium();
  let [words, read] = [0, 0];
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: scale,
    });
    const page = await context.newPage();
    await pages.serve(page);
    for (const address of pages.addresses) {
      await page.goto(address, { waitUntil: 'load' });
      await page.addStyleTag({
        content: '*, *::before, *::after { animation: none !important; transition: none !important }',
      });
      await page.waitForTimeout(300);
      const shown = (await pageWords(page)).filter(
        ({ text }) => /^[\x21-\x7e]+$/.test(text) && plain(text).length > 1,
      );
      const answer = await workshop.reader.read(await workshop.decode(await page.screenshot()), scale);
      if (!answer.ok) throw new Error(`${address} could not be read: ${answer.reason}`);
      const right = shown.filter((word) => isRead(word, answer.lines, scale)).length;
      words += shown.length;
      read += right;
    }
  } finally {
    await browser.close();
  }
  return { words, read };
}

/** What stands at the word's place, in any of the ways in which its line was read. */
export function isRead({ text, box }: PageWord, lines: readonly (readonly Word[])[], scale: number): boolean {
  const place = { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale };
  return lines.some((line) => {
    const there = line.filter((word) => overlap(word.box, place));
    return plain(there.map((word) => word.text).join('')).includes(plain(text));
  });
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    Math.min(a.x + a.width, b.x + b.width) > Math.max(a.x, b.x) &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.3 * Math.min(a.height, b.height)
  );
}
