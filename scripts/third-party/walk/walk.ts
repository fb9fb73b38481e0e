import type { CDPSession, Page } from 'playwright-core';
import { Hand } from '../../../cli/player/human-input.ts';
import { type AccessibleNode, accessibleNodes } from './accessible-nodes.ts';
import { pick } from './random.ts';
import { type Reached, reach } from './reach.ts';

/** What was done, when, and what Chromium called it just before. */
export interface Act {
  readonly node: AccessibleNode;
  readonly reached: Reached;
  readonly from: number;
  readonly to: number;
}

/** Quicker than a person, yet slow enough for a picture before each press. */
const pace = { moveSteps: 5, beforePress: 450, press: 50, betweenKeys: 20, afterStep: 250 };
const typed = [
  'Oslo',
  'Mira Lund',
  '12',
  'Quarterly review',
  'blue kettle',
  '2027-03-14',
  'mira@example.org',
];
const attempts = 25;
const share = { ofOthers: 0.15, ofEnter: 0.2 };

/**
 * Does `count` things on the page, each on a node that the random numbers pick: first among the roles that are there, so
 * that a long menu does not drown all else, then among the nodes of that role.
 */
export async function walk(page: Page, start: string, count: number, random: () => number): Promise<Act[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('Accessibility.enable');
  const hand = new Hand(pace);
  const acts: Act[] = [];
  const done = new Set<string>();
  let fruitless = 0;
  while (acts.length < count && fruitless < 4) {
    await settle(page);
    const found = await findNode(session, page, done, random);
    if (found) {
      fruitless = 0;
      done.add(keyOf(page, found.node));
      const from = Date.now();
      await hand.moveToPoint(page, found.reached);
      // What the pointer's coming moved away is not what is pressed.
      const reached = await reach(session, found.node, false);
      if (reached && Math.hypot(reached.x - found.reached.x, reached.y - found.reached.y) < 3) {
        await act(page, session, hand, found.node, reached, random);
        acts.push({ node: found.node, reached, from, to: Date.now() });
      }
    } else {
      fruitless += 1;
      // Few things to press: they are pressed again.
      done.clear();
    }
    if (fruitless > 1 || !(await isAlive(page, start))) await page.goto(start).catch(() => undefined);
  }
  await session.detach();
  return acts;
}

const keyOf = (page: Page, { role, name, backendNodeId }: AccessibleNode) =>
  `${page.url()} ${role} ${name || backendNodeId}`;

async function findNode(session: CDPSession, page: Page, done: ReadonlySet<string>, random: () => number) {
  const { widgets, others } = await accessibleNodes(session);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const among = random() < share.ofOthers && others.length > 0 ? others : widgets;
    const fresh = among.filter((node) => !done.has(keyOf(page, node)));
    const role = pick([...new Set(fresh.map((node) => node.role))], random);
    const node = pick(
      fresh.filter((one) => one.role === role),
      random,
    );
    const reached = node && (await reach(session, node, among === others));
    if (reached) return { node, reached };
  }
  return undefined;
}

async function act(
  page: Page,
  session: CDPSession,
  hand: Hand,
  { backendNodeId }: AccessibleNode,
  { field }: Reached,
  random: () => number,
): Promise<void> {
  if (field === 'select') {
    await session.send('DOM.focus', { backendNodeId }).catch(() => undefined);
    await page.keyboard.press(random() < 0.8 ? 'ArrowDown' : 'End');
  } else {
    await hand.press(page, 'left');
    if (field === 'text') {
      await page.waitForTimeout(100);
      await hand.type(page, pick(typed, random) ?? '');
      await page.keyboard.press(random() < share.ofEnter ? 'Enter' : 'Tab');
    }
  }
  await hand.pause(page);
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded').catch(() => undefined);
  await page.waitForTimeout(350);
}

/** A page that is missing, or that nothing came of, is left. */
async function isAlive(page: Page, start: string): Promise<boolean> {
  await page.waitForLoadState('domcontentloaded').catch(() => undefined);
  if (new URL(page.url()).origin !== new URL(start).origin) return false;
  return page
    .evaluate(() => document.querySelectorAll('a, button, input, [role]').length > 0)
    .catch(() => false);
}
