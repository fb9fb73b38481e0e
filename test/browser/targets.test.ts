import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordingBench, press, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

const red = { red: 221, green: 0, blue: 0 };
const isNear = (seen: { red: number; green: number; blue: number }, colour: typeof red) =>
  Math.max(
    Math.abs(seen.red - colour.red),
    Math.abs(seen.green - colour.green),
    Math.abs(seen.blue - colour.blue),
  ) < 40;

test('a click in a frame of the same or another origin is placed in the top page, in the state before it', async () => {
  const recorded = await bench.record('frames.html', async (page) => {
    for (const [frame, query] of [
      ['same', '?same'],
      ['cross', '?cross'],
    ] as const) {
      await expect.poll(() => page.frames().some((child) => child.url().endsWith(query))).toBe(true);
      await press(page.frameLocator(`#${frame}`).getByRole('button', { name: 'Send it' }));
    }
    const inShadow = page.frames().find((child) => child.url().endsWith('?shadow'));
    if (!inShadow) throw new Error('The frame in the shadow tree is missing');
    await press(inShadow.getByRole('button', { name: 'Send it' }));
  });
  const clicks = recorded.of('click');
  expect(clicks.map(({ target }) => [target?.role, target?.name])).toEqual([
    ['button', 'Send it'],
    ['button', 'Send it'],
    ['button', 'Send it'],
  ]);
  expect(clicks.map(({ frameUrl }) => new URL(frameUrl ?? '').hostname)).toEqual([
    '127.0.0.1',
    'localhost',
    '127.0.0.1',
  ]);
  for (const click of clicks) {
    expect(click.page.url).toMatch(/frames\.html$/);
    expect(click.screenshot?.state).toBe('before');
    expect(isNear(await bench.look(click), red)).toBe(true);
  }
});

test('buttons in open and closed shadow trees are found, with their names', async () => {
  const recorded = await bench.record('shadow.html', async (page) => {
    await press(page.locator('open-card button'));
    const box = await page.locator('closed-card').boundingBox();
    if (!box) throw new Error('No closed card');
    await page.mouse.move(box.x + 40, box.y + 15);
    await page.waitForTimeout(700);
    await page.mouse.click(box.x + 40, box.y + 15);
  });
  const [open, closed] = recorded.of('click');
  expect(open?.target).toMatchObject({ role: 'button', name: 'Open Slotted words', tag: 'button' });
  expect(open?.target?.surroundings).toContainEqual({ role: 'region', name: 'Open card' });
  expect(open?.target?.selectors).toContainEqual(['open-card', 'aria/Open Slotted words']);
  expect(closed?.target).toMatchObject({ role: 'button', name: 'Closed button', tag: 'button' });
  for (const click of [open, closed]) expect(isNear(await bench.look(click), red)).toBe(true);
});

test('a page that re-renders on pointerdown is pictured before, and the pressed button is the old one', async () => {
  const recorded = await bench.record('rerender.html', async (page) => {
    await press(page.getByRole('button'));
  });
  const [click, ...others] = recorded.of('click');
  expect(others).toEqual([]);
  expect(click?.target).toMatchObject({ role: 'button', name: 'Save draft' });
  expect(click?.screenshot?.state).toBe('before');
  expect(isNear(await bench.look(click), red)).toBe(true);
});

test('buttons of the same name are told apart by their row and their dialog', async () => {
  const recorded = await bench.record('dialog.html', async (page) => {
    await press(page.getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Delete' }));
  });
  const [inRow, inDialog] = recorded.of('click');
  expect(inRow?.target?.surroundings).toContainEqual({ role: 'row', name: 'Notes.txt', label: 'File' });
  expect(inDialog?.target?.surroundings).toContainEqual({ role: 'dialog', name: 'Delete this file?' });
  expect(isNear(await bench.look(inDialog), { red: 0, green: 0, blue: 221 })).toBe(true);
});

test('the picture shows the target where the action says, on a screen with two pixels for one', async () => {
  const dense = await openRecordingBench({ deviceScaleFactor: 2 });
  try {
    const recorded = await dense.record('tab-two.html', async (page) => {
      await press(page.getByRole('button', { name: 'Approve' }));
    });
    const [click] = recorded.of('click');
    expect(click?.screenshot?.scale).toBe(2);
    expect(isNear(await dense.look(click), red)).toBe(true);
  } finally {
    await dense.close();
  }
});
