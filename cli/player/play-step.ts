import { errors, type Frame, type Page } from 'playwright-core';
import type { RecorderStep } from '../../lib/contracts/capture/recorder.ts';
import { changeField } from './change-field.ts';
import { findTarget, frameOf } from './find-target.ts';
import type { Hand } from './human-input.ts';
import { targetWords } from './step-words.ts';
import { whenUncovered } from './uncovered.ts';
import { seconds, Unmet } from './unmet.ts';
import { waitForElement } from './wait-for-element.ts';

const buttons = { primary: 'left', auxiliary: 'middle', secondary: 'right' } as const;

/** Plays one step with the browser's own input; `timeout` in milliseconds is the script's. */
export async function playStep(
  page: Page,
  hand: Hand,
  step: RecorderStep,
  scriptTimeout: number,
): Promise<void> {
  const timeout = step.timeout ?? scriptTimeout;
  const navigated = expectNavigation(page, step, timeout);
  navigated.catch(() => undefined); // Judged below; a failing step must not leave it unhandled.
  await act(page, hand, step, timeout);
  await navigated;
  await hand.pause(page);
}

async function act(page: Page, hand: Hand, step: RecorderStep, timeout: number): Promise<void> {
  switch (step.type) {
    case 'setViewport':
      return page.setViewportSize({ width: step.width, height: step.height });
    case 'emulateNetworkConditions':
      return emulateNetwork(page, step);
    case 'navigate':
      return open(page, step.url, Math.max(timeout, 15_000));
    case 'click':
    case 'doubleClick': {
      const target = await findTarget(page, step, timeout);
      const point = await hand.moveTo(page, target, { x: step.offsetX, y: step.offsetY });
      await whenUncovered(page, target, point, targetWords(step.selectors), timeout);
      const button = buttons[(step.button ?? 'primary') as keyof typeof buttons];
      if (!button) throw new Error(`a mouse button “${step.button}” cannot be pressed`);
      return hand.press(page, button, step.type === 'doubleClick' ? 2 : 1, step.duration);
    }
    case 'hover':
      await hand.moveTo(page, await findTarget(page, step, timeout));
      return;
    case 'change':
      return changeField(page, hand, await findTarget(page, step, timeout), step.value);
    case 'keyDown':
      return page.keyboard.down(step.key);
    case 'keyUp':
      return page.keyboard.up(step.key);
    case 'scroll':
      return scroll(page, hand, step, timeout);
    case 'close':
      return page.close();
    case 'waitForElement':
      return waitForElement(page, step, timeout);
    case 'waitForExpression':
      return waitForExpression(frameOf(page, step.frame), step.expression, timeout);
    case 'customStep':
      throw new Error(`a custom step (${step.name}) has no meaning outside of the program that wrote it`);
  }
}

/** Resolves when the navigation that the step announces has happened; a page may be there already. */
async function expectNavigation(page: Page, step: RecorderStep, timeout: number): Promise<void> {
  const expected = step.assertedEvents?.find((event) => event.type === 'navigation');
  if (!expected?.url || step.type === 'navigate') return;
  const patience = Math.max(timeout, 10_000);
  const { url } = expected;
  await page.waitForURL(url, { timeout: patience, waitUntil: 'load' }).catch((error: unknown) => {
    if (!isTimeout(error)) throw error;
    const seen = page.url() === url ? 'it is still loading' : `it shows ${page.url()}`;
    throw new Unmet(`the page to become ${url} within ${seconds(patience)}`, seen);
  });
}

async function open(page: Page, url: string, timeout: number): Promise<void> {
  await page.goto(url, { timeout, waitUntil: 'load' }).catch((error: unknown) => {
    const failed = /net::(ERR_\w+)/.exec(error instanceof Error ? error.message : '')?.[1];
    if (failed) throw new Unmet(`${url} to open`, `the browser could not reach it (${failed})`);
    if (isTimeout(error)) throw new Unmet(`${url} to open within ${seconds(timeout)}`, 'it is still loading');
    throw error;
  });
}

async function waitForExpression(frame: Frame, expression: string, timeout: number): Promise<void> {
  await frame.waitForFunction(expression, undefined, { timeout }).catch(async (error: unknown) => {
    if (!isTimeout(error)) throw error;
    const value: unknown = await frame.evaluate(expression).catch(() => undefined);
    throw new Unmet(`${expression} to be true within ${seconds(timeout)}`, `it is ${JSON.stringify(value)}`);
  });
}

const isTimeout = (error: unknown): boolean => error instanceof errors.TimeoutError;

async function scroll(
  page: Page,
  hand: Hand,
  step: Extract<RecorderStep, { type: 'scroll' }>,
  timeout: number,
): Promise<void> {
  const inside = step.selectors
    ? await findTarget(page, { ...step, selectors: step.selectors }, timeout)
    : undefined;
  if (inside) await hand.moveTo(page, inside);
  const now = inside
    ? await inside.evaluate((element) => ({ x: element.scrollLeft, y: element.scrollTop }))
    : await page.evaluate(() => ({ x: window.scrollX, y: window.scrollY }));
  await hand.wheel(page, (step.x ?? now.x) - now.x, (step.y ?? now.y) - now.y);
}

async function emulateNetwork(
  page: Page,
  step: Extract<RecorderStep, { type: 'emulateNetworkConditions' }>,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: step.latency,
    downloadThroughput: step.download,
    uploadThroughput: step.upload,
  });
}
