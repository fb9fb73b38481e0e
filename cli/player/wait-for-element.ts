import type { Page } from 'playwright-core';
import type { RecorderStep } from '../../lib/contracts/capture/recorder.ts';
import { matchTargets } from './find-target.ts';
import { targetWords } from './step-words.ts';
import { seconds, Unmet } from './unmet.ts';

type WaitForElement = Extract<RecorderStep, { type: 'waitForElement' }>;

/** Waits until as many elements as asked for are there, with the attributes, properties and visibility asked for. */
export async function waitForElement(page: Page, step: WaitForElement, timeout: number): Promise<void> {
  const { operator = '>=', count = 1 } = step;
  const deadline = Date.now() + timeout;
  let found = 0;
  do {
    found = await countMatches(page, step);
    if (compare(found, operator, count)) return;
    await page.waitForTimeout(100);
  } while (Date.now() < deadline);
  const wanted = { '>=': `at least ${count}`, '<=': `at most ${count}`, '==': `exactly ${count}` }[operator];
  throw new Unmet(
    `${wanted} of ${targetWords(step.selectors)} within ${seconds(timeout)}`,
    `there are ${found} on ${page.url()}`,
  );
}

function compare(found: number, operator: NonNullable<WaitForElement['operator']>, count: number): boolean {
  if (operator === '==') return found === count;
  return operator === '<=' ? found <= count : found >= count;
}

async function countMatches(page: Page, step: WaitForElement): Promise<number> {
  const wanted = {
    attributes: step.attributes ?? {},
    properties: (step.properties ?? {}) as Record<string, unknown>,
  };
  let found = 0;
  for (const match of await matchTargets(page, step)) {
    if (step.visible !== undefined && (await match.isVisible()) !== step.visible) continue;
    const fits = await match.evaluate(
      (element, { attributes, properties }) =>
        Object.entries(attributes).every(([name, value]) => element.getAttribute(name) === value) &&
        Object.entries(properties).every(([name, value]) => Reflect.get(element, name) === value),
      wanted,
    );
    if (fits) found++;
  }
  return found;
}
