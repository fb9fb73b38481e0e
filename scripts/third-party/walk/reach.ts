import type { CDPSession } from 'playwright-core';
import type { AccessibleNode } from './accessible-nodes.ts';

/** Where a node is pressed, and what kind of element it is. */
export interface Reached {
  readonly x: number;
  readonly y: number;
  readonly field: 'text' | 'select' | 'range' | 'none';
  /** What of its name is drawn as a picture, by a font whose ligatures are icons. */
  readonly icons: readonly string[];
}

interface Look {
  readonly skip: boolean;
  readonly field: Reached['field'];
  readonly hand: boolean;
  readonly icons: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/**
 * Scrolls the node into view as a person would and finds a point where a press meets it. Undefined where none does, for
 * what leads away from the application, and for what opens a dialog of the system.
 */
export async function reach(
  session: CDPSession,
  { backendNodeId }: AccessibleNode,
  onlyWithHand: boolean,
): Promise<Reached | undefined> {
  try {
    await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: look.toString(),
      returnByValue: true,
    });
    const seen = result.value as Look | undefined;
    const [point] = seen?.points ?? [];
    if (!seen || seen.skip || !point || (onlyWithHand && !seen.hand)) return undefined;
    return { ...point, field: seen.field, icons: seen.icons };
  } catch {
    // The page has replaced it since, or it has no box.
    return undefined;
  }
}

/** Runs in the page. */
function look(this: Node): Look {
  const nothing: Look = { skip: true, field: 'none', hand: false, icons: [], points: [] };
  const element = this instanceof Element ? this : this.parentElement;
  if (!element) return nothing;
  const link = element.closest('a[href], area[href]');
  if (link instanceof HTMLAnchorElement) {
    const leads = new URL(link.href, location.href);
    if (leads.origin !== location.origin || link.hasAttribute('download')) return nothing;
  }
  if (element.matches('input[type=file], input[type=color], [disabled]')) return nothing;
  const within = (inner: Element | null, outer: Element): boolean => {
    for (let at: Node | null = inner; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
      if (at === outer) return true;
    return false;
  };
  const deepest = (x: number, y: number) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner: Element | null = found.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  };
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const points = [element, ...labels].flatMap((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    if (width < 4 || height < 4) return [];
    const point = { x: left + width / 2, y: top + height / 2 };
    const hit = deepest(point.x, point.y);
    const inner = hit?.closest(
      'a, button, input, select, textarea, [contenteditable=true], [tabindex], [role=button]',
    );
    const isOther = inner && inner !== element && within(inner, element);
    return !isOther && [element, ...labels].some((other) => within(hit, other)) ? [point] : [];
  });
  const typed =
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLElement && element.isContentEditable) ||
    (element instanceof HTMLInputElement &&
      /^(?:text|search|email|url|tel|password|number|)$/.test(element.type) &&
      !element.readOnly);
  const field =
    element instanceof HTMLSelectElement
      ? 'select'
      : element instanceof HTMLInputElement && element.type === 'range'
        ? 'range'
        : typed
          ? 'text'
          : 'none';
  const icons = [element, ...element.querySelectorAll('*')]
    .filter((one) => {
      // A font that is fetched from elsewhere may not be there; its class is.
      const { fontFamily } = getComputedStyle(one);
      return /material[- ](?:icons|symbols)/i.test(`${fontFamily} ${one.getAttribute('class') ?? ''}`);
    })
    .filter((one) => one.childElementCount === 0)
    .map((one) => one.textContent.trim())
    .filter(Boolean);
  return { skip: false, field, hand: getComputedStyle(element).cursor === 'pointer', icons, points };
}
