import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import { openRecordingBench, press, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

test('a card number stays covered through the backdrop of a dialog, and the dialog’s own button stays readable', async () => {
  let button: Rectangle | null = null;
  const recorded = await bench.record('secret-under-dialog.html', async (page) => {
    await page.getByLabel('Card number').click();
    await page.keyboard.type('4111 1111 1111 1111', { delay: 15 });
    await press(page.getByRole('button', { name: 'Pay' }));
    const confirm = page.getByRole('button', { name: 'Confirm' });
    button = await confirm.boundingBox();
    await press(confirm);
  });
  const confirmed = recorded.of('click').at(-1);
  const masks = confirmed?.screenshot?.masks ?? [];
  // The typed digits stand at the left end of the field, beside the dialog.
  expect(masks.some(({ x, width, y }) => x <= 41 && x + width >= 300 && y <= 301)).toBe(true);
  const digits = await bench.look(confirmed, { x: 44, y: 304, width: 280, height: 32 });
  expect(digits.unevenness).toBeLessThan(3);
  const { x = 0, y = 0, width = 0, height = 0 } = button ?? {};
  const over = masks.filter(
    (mask) =>
      mask.x < x + width && mask.x + mask.width > x && mask.y < y + height && mask.y + mask.height > y,
  );
  expect(over).toEqual([]);
});
