import type { Locator, Page } from 'playwright-core';
import type { Point } from './human-input.ts';
import { seconds, Unmet } from './unmet.ts';

/** Waits until a press at `point` would reach `target`: pages fade dialogs and curtains out. `timeout` in ms. */
export async function whenUncovered(
  page: Page,
  target: Locator,
  point: Point,
  name: string,
  timeout: number,
): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const box = await target.boundingBox();
    if (!box) return;
    const cover = await target.evaluate(coverOf, { x: point.x - box.x, y: point.y - box.y });
    if (!cover) return;
    if (Date.now() > deadline)
      throw new Unmet(`${name} to be free for the mouse within ${seconds(timeout)}`, `${cover} covers it`);
    await page.waitForTimeout(100);
  }
}

/** What lies over the element at that place, unless it belongs to it: a part, a label, a drawing of the same control. */
function coverOf(element: Element, inside: Point): string | undefined {
  const own = element.getBoundingClientRect();
  const x = own.left + inside.x;
  const y = own.top + inside.y;
  let hit = document.elementFromPoint(x, y);
  for (let root = hit?.shadowRoot; root; root = hit?.shadowRoot) {
    const deeper = root.elementFromPoint(x, y);
    if (!deeper || deeper === hit) break;
    hit = deeper;
  }
  if (!hit) return undefined;
  const isWithin = (inner: Element, outer: Element) => {
    for (let at: Node | null = inner; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
      if (at === outer) return true;
    return false;
  };
  if (isWithin(hit, element) || isWithin(element, hit)) return undefined;
  const label = hit.closest('label');
  if (label && (label.control === element || label.contains(element))) return undefined;
  const cover = hit.getBoundingClientRect();
  const beside = element.parentElement && isWithin(hit, element.parentElement);
  if (beside && cover.width * cover.height <= 4 * Math.max(400, own.width * own.height)) return undefined;
  const named = hit.id
    ? `#${hit.id}`
    : [...hit.classList]
        .slice(0, 2)
        .map((one) => `.${one}`)
        .join('');
  const text = (hit.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40);
  return `<${hit.localName}${named && ` ${named}`}>${text && ` “${text}”`}`;
}
