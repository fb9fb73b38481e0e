import type { Frame, Locator, Page } from 'playwright-core';
import { seconds, Unmet } from './unmet.ts';

/** Where a step of a script points: alternatives, each a list that pierces shadow roots from outside in. */
export interface ScriptTarget {
  readonly selectors: readonly (string | readonly string[])[];
  /** Indices of child frames from the top, as the DevTools Recorder writes them. */
  readonly frame?: readonly number[];
}

export function frameOf(page: Page, path: readonly number[] = []): Frame {
  let frame = page.mainFrame();
  for (const index of path) {
    const child = frame.childFrames()[index];
    if (!child) throw new Unmet(`a frame ${path.join('/')}`, `${page.url()} has none`);
    frame = child;
  }
  return frame;
}

/** The first alternative that leads to a visible element; tries again until `timeout` (ms). */
export async function findTarget(page: Page, target: ScriptTarget, timeout: number): Promise<Locator> {
  const deadline = Date.now() + timeout;
  for (;;) {
    for (const alternative of target.selectors) {
      const found = await firstVisible(page, target.frame, [alternative].flat());
      if (found) return found;
    }
    if (Date.now() > deadline) throw await notFound(page, target, timeout);
    await page.waitForTimeout(100);
  }
}

/** No alternative led to a visible element in time: what each of them leads to instead. */
async function notFound(page: Page, { selectors, frame }: ScriptTarget, timeout: number): Promise<Unmet> {
  const tried = await Promise.all(
    selectors.map(async (one) => {
      const parts = [one].flat();
      const { length } = await matchAll(page, frame, parts);
      return `${parts.join(' » ')} ${length === 0 ? 'finds nothing' : `finds ${length}, not visible`}`;
    }),
  );
  return new Unmet(`a visible element within ${seconds(timeout)}`, `on ${page.url()} ${tried.join(', ')}`);
}

/** Every element that the first matching alternative leads to, visible or not. */
export async function matchTargets(page: Page, target: ScriptTarget): Promise<Locator[]> {
  for (const alternative of target.selectors) {
    const matches = await matchAll(page, target.frame, [alternative].flat());
    if (matches.length > 0) return matches;
  }
  return [];
}

async function firstVisible(
  page: Page,
  path: ScriptTarget['frame'],
  parts: readonly string[],
): Promise<Locator | undefined> {
  for (const match of (await matchAll(page, path, parts)).slice(0, 20)) {
    if (await isReachable(match).catch(() => false)) return match;
  }
  return undefined;
}

async function matchAll(
  page: Page,
  path: ScriptTarget['frame'],
  parts: readonly string[],
): Promise<Locator[]> {
  try {
    const root: Frame | Locator = frameOf(page, path);
    return await (parts.reduce<Frame | Locator>(locate, root) as Locator).all();
  } catch {
    return []; // A selector that this page cannot even parse is no match; another alternative may be.
  }
}

/** Visible, or a native control drawn by a visible label (hidden checkboxes of design systems). */
async function isReachable(match: Locator): Promise<boolean> {
  if (await match.isVisible()) return true;
  return match.evaluate(
    (element: Element) => element instanceof HTMLInputElement && (element.labels?.length ?? 0) > 0,
  );
}

const aria = /^aria\/(?<name>.*?)(?<attributes>(\[\s*(role|name)\s*=\s*(['"]).*?\5\s*\])*)$/s;

function locate(scope: Frame | Locator, selector: string): Locator {
  if (selector.startsWith('aria/')) return locateByAria(scope, selector);
  if (selector.startsWith('text/')) return scope.getByText(selector.slice('text/'.length), { exact: false });
  if (selector.startsWith('xpath/')) return scope.locator(`xpath=${selector.slice('xpath/'.length)}`);
  if (selector.startsWith('pierce/')) return scope.locator(`css=${selector.slice('pierce/'.length)}`);
  return scope.locator(`css=${selector}`);
}

/** `aria/Name[role="button"]`; without a role, whatever element has that accessible name. */
function locateByAria(scope: Frame | Locator, selector: string): Locator {
  const { name = '', attributes = '' } = aria.exec(selector)?.groups ?? {};
  const attribute = (key: string) =>
    new RegExp(`\\[\\s*${key}\\s*=\\s*(['"])(.*?)\\1\\s*\\]`).exec(attributes)?.[2];
  const role = attribute('role');
  const wanted = attribute('name') ?? name;
  if (role)
    return scope.getByRole(
      role as Parameters<Locator['getByRole']>[0],
      wanted ? { name: wanted, exact: true } : {},
    );
  return actionableRoles
    .map((one) => scope.getByRole(one, { name: wanted, exact: true }))
    .concat([
      scope.getByLabel(wanted, { exact: true }),
      scope.getByTitle(wanted, { exact: true }),
      scope.getByAltText(wanted, { exact: true }),
      scope.getByText(wanted, { exact: true }),
    ])
    .reduce((all, one) => all.or(one));
}

/** Roles that people act on; the Recorder leaves the role out of most aria selectors. */
const actionableRoles = [
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'switch',
  'tab',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'spinbutton',
  'slider',
  'treeitem',
  'gridcell',
  'cell',
  'columnheader',
  'row',
  'img',
  'heading',
] as const;
