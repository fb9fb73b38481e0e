import type { Page } from 'playwright-core';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';

export interface PageWord {
  readonly text: string;
  /** CSS pixels of the viewport. */
  readonly box: Rectangle;
}

/** Every word that the page shows, as the DOM has it; those within or right beside `except` are left out. */
export async function pageWords(page: Page, except = '[data-seed]'): Promise<PageWord[]> {
  return page.evaluate((without) => {
    const words: { text: string; box: { x: number; y: number; width: number; height: number } }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.nodeValue ?? '';
      if (!parent || parent.closest(`${without}, script, style, noscript`)) continue;
      const style = getComputedStyle(parent);
      if (style.visibility !== 'visible' || Number(style.fontSize.replace('px', '')) < 9) continue;
      for (const match of text.matchAll(/\S+/g)) {
        const touches =
          (match.index === 0 && node.previousSibling instanceof Element) ||
          (match.index + match[0].length === text.length && node.nextSibling instanceof Element);
        if (touches && (node.parentElement?.querySelector(without) ?? null)) continue;
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const rects = [...range.getClientRects()];
        const [first] = rects;
        if (!first || rects.length > 1 || first.width < 2 || first.height < 2) continue;
        const { x, y, width, height } = first;
        const isWhole = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
        const seen = [0.1, 0.5, 0.9].every((part) => {
          const top = document.elementFromPoint(x + part * width, y + height / 2);
          return top !== null && (top === parent || parent.contains(top) || top.contains(parent));
        });
        // Letters cut off by a scrolled or narrow box.
        const clip = parent.getBoundingClientRect();
        const isClipped = style.overflow !== 'visible' && (x < clip.left - 1 || x + width > clip.right + 1);
        let opacity = 1;
        for (let up: Element | null = parent; up; up = up.parentElement)
          opacity *= Number(getComputedStyle(up).opacity);
        if (isWhole && seen && !isClipped && opacity > 0.3)
          words.push({ text: match[0], box: { x, y, width, height } });
      }
    }
    return words;
  }, except);
}
