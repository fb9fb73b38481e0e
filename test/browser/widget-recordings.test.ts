import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordingBench, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

test('what is typed into a field that puts it in by itself is told like any other', async () => {
  const recorded = await bench.record(
    'widgets.html',
    async (page) => {
      await page.locator('#phone').click();
      await page.keyboard.type('5551234', { delay: 30 });
      await page.waitForTimeout(1_300);
    },
    { keepTyped: true },
  );
  // All seven digits were read, or it would be no phone number.
  expect(recorded.of('input').map(({ detail }) => detail.kind === 'input' && detail.field)).toEqual([
    { value: 'a phone number', masked: false, length: 7 },
  ]);
});

test('a list that is chosen from by keys is pictured as it was before', async () => {
  const recorded = await bench.record('widgets.html', async (page) => {
    const list = page.locator('#size');
    await list.focus();
    await page.waitForTimeout(1_500);
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(700);
  });
  const [chosen] = recorded.of('select');
  expect(chosen?.detail).toMatchObject({ options: ['Large'] });
  expect(chosen?.screenshot?.state).toBe('before');
  // The list turns red once something is chosen.
  const { green, blue } = await bench.look(chosen);
  expect(Math.min(green, blue)).toBeGreaterThan(150);
});
