import type { Locator, Page } from 'playwright-core';
import type { Hand } from './human-input.ts';
import { Unmet } from './unmet.ts';

type Field = 'text' | 'select' | 'date' | 'time' | 'range' | 'color' | 'toggle' | 'file';

/** Brings a field to `value` with the keyboard and the mouse alone, so that the page sees what a person causes. */
export async function changeField(page: Page, hand: Hand, target: Locator, value: string): Promise<void> {
  const field = await target.evaluate(kindOfField);
  switch (field) {
    case 'select':
      return chooseOption(page, target, value);
    case 'toggle':
      return toggle(page, hand, target, value);
    case 'date':
    case 'time':
      await hand.moveTo(page, target, { x: 14, y: 12 });
      await hand.press(page, 'left');
      return hand.type(page, field === 'date' ? dateKeys(value) : timeKeys(value));
    case 'range':
      return slide(page, target, Number(value));
    case 'text':
      return retype(page, hand, target, value);
    case 'color':
    case 'file':
      throw new Error(`a ${field} field cannot be filled by keyboard and mouse`);
  }
}

function kindOfField(element: Element): Field {
  if (element instanceof HTMLSelectElement) return 'select';
  if (!(element instanceof HTMLInputElement)) return 'text';
  if (element.type === 'checkbox' || element.type === 'radio') return 'toggle';
  if (element.type === 'date' || element.type === 'time' || element.type === 'range') return element.type;
  if (element.type === 'color' || element.type === 'file') return element.type;
  return 'text';
}

async function retype(page: Page, hand: Hand, target: Locator, value: string): Promise<void> {
  const focused = await target.evaluate(
    (element) => element.getRootNode() instanceof Document && document.activeElement === element,
  );
  if (!focused) {
    await hand.moveTo(page, target);
    await hand.press(page, 'left');
  }
  const current = await target.evaluate((element) =>
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? element.value
      : (element.textContent ?? ''),
  );
  if (current === value) return;
  if (current !== '' && value.startsWith(current)) {
    await page.keyboard.press('End');
    return hand.type(page, value.slice(current.length));
  }
  if (current !== '') {
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
  }
  await hand.type(page, value);
}

/** Arrow keys on the focused, closed list: the one way that fires trusted events without a native popup. */
async function chooseOption(page: Page, target: Locator, value: string): Promise<void> {
  const { now, wanted, size } = await target.evaluate((element, value) => {
    const options = [...(element as HTMLSelectElement).options].filter((option) => !option.disabled);
    const wanted = options.findIndex((option) => option.value === value || option.label.trim() === value);
    return { now: options.findIndex((option) => option.selected), wanted, size: options.length };
  }, value);
  if (wanted < 0) throw new Unmet(`the list to have “${value}”`, `none of its ${size} options is that`);
  await target.focus();
  await page.waitForTimeout(250);
  const key = wanted > now ? 'ArrowDown' : 'ArrowUp';
  for (let left = Math.abs(wanted - now); left > 0; left--) {
    await page.keyboard.press(key);
    await page.waitForTimeout(30);
  }
}

async function toggle(page: Page, hand: Hand, target: Locator, value: string): Promise<void> {
  const checked = await target.isChecked();
  const wanted = !['false', 'off', '0', ''].includes(value);
  if (checked === wanted) return;
  await hand.moveTo(page, target);
  await hand.press(page, 'left');
}

async function slide(page: Page, target: Locator, value: number): Promise<void> {
  await target.focus();
  for (let turn = 0; turn < 400; turn++) {
    const now = Number(await target.inputValue());
    if (now === value) return;
    const before = now;
    await page.keyboard.press(value > now ? 'ArrowRight' : 'ArrowLeft');
    if (Number(await target.inputValue()) === before) return;
  }
}

/** Keys for Chromium's date field in its en-US order, from `2026-11-20`. */
function dateKeys(value: string): string {
  const [year = '', month = '', day = ''] = value.split('-');
  return `${month}${day}${year}`;
}

/** Keys for Chromium's time field in its en-US order, from `16:05`. */
function timeKeys(value: string): string {
  const [hour = 0, minute = 0] = value.split(':').map(Number);
  return `${String(hour % 12 || 12).padStart(2, '0')}${String(minute).padStart(2, '0')}${hour < 12 ? 'a' : 'p'}`;
}
