import type { Page } from 'playwright-core';

/** What a person does on a page of the bench, by the browser's own mouse and keyboard. */
export interface Work {
  readonly page: string;
  /** Done before anything is counted: code is compiled, caches are filled. */
  readonly warmUp: number;
  readonly counted: number;
  /** Does that many turns, beginning with number `first`. Each makes `clicksPerTurn` clicks. */
  readonly turns: (page: Page, first: number, count: number) => Promise<void>;
  readonly clicksPerTurn: number;
}

/** Milliseconds, as a practised person works: the pointer rests, the button is held, the result is looked at. */
const rest = 150;
const held = 60;
const reading = 600;
const betweenKeys = 90;
const betweenNotches = 120;

/** Clicks all over a large table that changes with each. */
export const clicking = (page: string): Work => ({
  page,
  warmUp: 3,
  counted: 10,
  clicksPerTurn: 1,
  async turns(browser, first, count) {
    for (let turn = first; turn < first + count; turn++) {
      await click(browser, 40 + (turn % 8) * 150, 21 + (Math.floor(turn / 8) % 8) * 41);
      await browser.waitForTimeout(reading);
    }
  },
});

/** Opens an order, filters the table, takes the filter away and scrolls the list, on a page that changes all the while. */
export const working = (page: string): Work => ({
  page,
  warmUp: 1,
  counted: 2,
  clicksPerTurn: 2,
  async turns(browser, first, count) {
    for (let turn = first; turn < first + count; turn++) {
      await click(browser, 620, 110 + (turn % 12) * 32);
      await browser.waitForTimeout(reading);
      await click(browser, 200, 14);
      await browser.keyboard.type('open', { delay: betweenKeys });
      await browser.waitForTimeout(reading);
      await browser.keyboard.press('Control+a');
      await browser.keyboard.press('Backspace');
      await browser.waitForTimeout(rest);
      await browser.mouse.move(900, 400, { steps: 12 });
      for (let notch = 0; notch < 6; notch++) {
        await browser.mouse.wheel(0, 120);
        await browser.waitForTimeout(betweenNotches);
      }
      await browser.waitForTimeout(reading);
    }
  },
});

async function click(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y, { steps: 6 });
  await page.waitForTimeout(rest);
  await page.mouse.click(x, y, { delay: held });
}
