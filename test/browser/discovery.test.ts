import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordingBench, press, type Recorded, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

/** Calls a function of the fixture page. */
const call = (page: Page, name: string, argument?: unknown): Promise<unknown> =>
  page.evaluate(([name, argument]) => Reflect.get(window, String(name))(argument), [name, argument]);

const proceed = (page: Page) => press(page.getByRole('button', { name: 'Continue' }));
const lastMasks = (recorded: Recorded) => recorded.of('click').at(-1)?.screenshot?.masks ?? [];

async function expectCovered(recorded: Recorded, count: number): Promise<void> {
  const masks = lastMasks(recorded);
  expect(masks).toHaveLength(count);
  for (const mask of masks)
    expect((await bench.look(recorded.of('click').at(-1), mask)).unevenness).toBeLessThan(3);
}

test.each(['open', 'closed'])(
  'a field in an %s shadow tree attached late is covered once it was typed into',
  async (mode) => {
    const recorded = await bench.record('discovery.html', async (page) => {
      await proceed(page);
      await call(page, 'attach', mode);
      const host = await page.locator('#host').boundingBox();
      if (!host) throw new Error('No host');
      await page.mouse.click(host.x + 150, host.y + host.height / 2);
      await page.keyboard.type('seed words', { delay: 15 });
      await proceed(page);
    });
    expect(recorded.of('input')).toHaveLength(1);
    await expectCovered(recorded, 1);
  },
);

test('a password that is added between two pictures is covered in the second', async () => {
  const recorded = await bench.record('discovery.html', async (page) => {
    await proceed(page);
    await call(page, 'add');
    await proceed(page);
  });
  expect(recorded.of('click').at(0)?.screenshot?.masks).toEqual([]);
  await expectCovered(recorded, 1);
});

test('a custom element whose code loads late is looked into before the next picture', async () => {
  const recorded = await bench.record('discovery.html', async (page) => {
    await proceed(page);
    await call(page, 'define');
    // Nothing else in the page tells that it looks different now.
    await call(page, 'add');
    await proceed(page);
  });
  await expectCovered(recorded, 2);
});

test('among thousands of elements that come at once, a password is found all the same', async () => {
  const recorded = await bench.record('discovery.html', async (page) => {
    await proceed(page);
    await call(page, 'fill', 8_000);
    await call(page, 'add');
    await proceed(page);
  });
  expect(recorded.of('click').at(-1)?.screenshot?.state).toBe('before');
  await expectCovered(recorded, 1);
});
