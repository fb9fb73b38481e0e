import type { Locator, Page } from 'playwright-core';

/** How fast the hand is. `steps` are mouse moves on the way; times are milliseconds. */
export interface Pace {
  readonly moveSteps: number;
  readonly beforePress: number;
  readonly press: number;
  readonly betweenKeys: number;
  readonly afterStep: number;
}

/** Slow enough that pages and the recorder see what a person would cause, hover included. */
export const humanPace: Pace = {
  moveSteps: 12,
  beforePress: 320,
  press: 70,
  betweenKeys: 45,
  afterStep: 450,
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A mouse and a keyboard: everything goes through the browser's own input, so that pages see trusted events. */
export class Hand {
  readonly #pace: Pace;
  readonly #seen: () => Promise<void>;
  #at: Point = { x: 20, y: 20 };

  /** @param seen resolves once whoever watches has seen the page: a person, too, waits on a slow machine */
  constructor(pace: Pace, seen: () => Promise<void> = async () => undefined) {
    this.#pace = pace;
    this.#seen = seen;
  }

  async moveTo(page: Page, target: Locator, offset?: Point): Promise<Point> {
    await target.scrollIntoViewIfNeeded({ timeout: 2_000 }).catch(() => undefined);
    const box = await target.boundingBox();
    if (!box) throw new Error('the element has no place on the page');
    const inside = offset && offset.x > 0 && offset.y > 0 && offset.x < box.width && offset.y < box.height;
    const point = inside
      ? { x: box.x + offset.x, y: box.y + offset.y }
      : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.moveToPoint(page, point);
    return point;
  }

  async moveToPoint(page: Page, { x, y }: Point): Promise<void> {
    await page.mouse.move(x, y, { steps: this.#pace.moveSteps });
    this.#at = { x, y };
    await page.waitForTimeout(this.#pace.beforePress);
    await this.#seen();
  }

  async press(
    page: Page,
    button: 'left' | 'middle' | 'right',
    count = 1,
    hold = this.#pace.press,
  ): Promise<void> {
    for (let click = 1; click <= count; click++) {
      await page.mouse.down({ button, clickCount: click });
      await page.waitForTimeout(hold);
      await page.mouse.up({ button, clickCount: click });
      if (click < count) await page.waitForTimeout(60);
    }
  }

  async wheel(page: Page, dx: number, dy: number): Promise<void> {
    await page.mouse.move(this.#at.x, this.#at.y);
    const turns = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / 240));
    for (let turn = 0; turn < turns; turn++) {
      await page.mouse.wheel(dx / turns, dy / turns);
      await page.waitForTimeout(40);
    }
  }

  async type(page: Page, text: string): Promise<void> {
    await this.#seen();
    await page.keyboard.type(text, { delay: this.#pace.betweenKeys });
  }

  async pause(page: Page): Promise<void> {
    await page.waitForTimeout(this.#pace.afterStep);
    await this.#seen();
  }
}
