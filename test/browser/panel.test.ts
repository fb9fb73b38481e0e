import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoTime } from '../../extension/panel/edits.ts';
import { openRecordingBench, press, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

async function violations(): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await bench.browser.panel.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: bench.browser.panel }).analyze();
    found.push(...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`));
  }
  return found;
}

const deletable = () => bench.browser.panel.getByRole('button', { name: /^Delete step/ });
const focused = () => bench.browser.panel.evaluate(() => document.activeElement?.textContent);

test('steps appear while recording; a step can be deleted and noted; pausing hides what is done', async () => {
  const { panel } = bench.browser;
  expect(await violations()).toEqual([]);
  const recorded = await bench.record('dialog.html', async (page) => {
    await press(page.getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
    await press(page.getByRole('button', { name: 'Keep' }));
    await expect.poll(() => deletable().count()).toBe(3);
    await panel.getByRole('button', { name: 'Delete step 2' }).click();
    await expect.poll(() => deletable().count()).toBe(2);
    expect(await violations()).toEqual([]);
    await panel.getByRole('button', { name: 'Note on step 2' }).click();
    await panel.getByLabel('Note on step 2').fill('Only when asked');
    expect(await violations()).toEqual([]);
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Only when asked').waitFor();
    await bench.browser.pause();
    await press(page.getByRole('row', { name: 'Report.pdf' }).getByRole('button'));
    await bench.browser.resume();
    await press(page.getByRole('button', { name: 'Keep' }));
  });
  expect(recorded.of('pause')).toHaveLength(1);
  expect(recorded.of('click').map(({ target }) => target?.name)).toEqual(['Delete', 'Keep', 'Keep']);
  expect(recorded.steps.map(({ note }) => note)).toContain('Only when asked');
});

test('a deleted step comes back by one key, and is deleted when it is left', {
  timeout: 60_000,
}, async () => {
  const { panel } = bench.browser;
  const recorded = await bench.record('dialog.html', async (page) => {
    await press(page.getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
    await press(page.getByRole('button', { name: 'Keep' }));
    await expect.poll(() => deletable().count()).toBe(3);
    await panel.getByRole('button', { name: 'Delete step 3' }).focus();
    await panel.keyboard.press('Enter');
    await expect.poll(focused).toBe('Undo');
    await panel.keyboard.press('Enter');
    await expect.poll(() => deletable().count()).toBe(3);
    expect(await focused()).toBe('Add note');
    await panel.getByRole('button', { name: 'Delete step 2' }).click();
    await panel.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached', timeout: 20_000 });
    expect(await focused()).toBe('Steps 2');
    await expect.poll(async () => (await bench.browser.steps()).length).toBe(2);
  });
  expect(recorded.of('remove-step').map(({ detail }) => detail)).toEqual([
    { kind: 'remove-step', stepId: 'stp_1' },
  ]);
});

test('Enter saves a note; one in progress is kept when the recording is paused, or ended from elsewhere', async () => {
  const { panel } = bench.browser;
  const write = async (step: number, text: string) => {
    await panel.getByRole('button', { name: `Note on step ${step}` }).click();
    await panel.getByLabel(`Note on step ${step}`).fill(text);
  };
  await bench.page.goto(`${bench.pages.url}/dialog.html`);
  await bench.page.bringToFront();
  await bench.browser.start();
  await press(bench.page.getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
  await press(bench.page.getByRole('button', { name: 'Keep' }));
  await expect.poll(() => deletable().count()).toBe(3);
  await write(1, 'First');
  await panel.keyboard.press('Shift+Enter');
  await panel.keyboard.type('and second');
  await panel.keyboard.press('Enter');
  await expect.poll(() => focused()).toBe('Edit note');
  await write(2, 'Before the pause');
  await bench.browser.pause();
  await write(3, 'Never mind');
  await panel.keyboard.press('Escape');
  await bench.browser.resume();
  await write(3, 'Before the end');
  await panel.getByRole('button', { name: 'Delete step 1' }).click();
  // As the keyboard shortcut does: the panel's own button is not pressed.
  await bench.browser.finish({ title: 'Keep notes' });
  const steps = await bench.browser.steps();
  expect(steps.map(({ note }) => note)).toEqual(['Before the pause', 'Before the end']);
  // The panel says what the worker knows.
  await panel.getByText('Before the end').waitFor();
  expect(await panel.getByRole('listitem').count()).toBe(2);
  const { recordingId } = (await bench.browser.state()).recording ?? {};
  const told = bench.server.batches.flatMap((batch) =>
    batch.recordingId === recordingId ? [batch.text] : [],
  );
  expect(told.join()).toContain('First\\nand second');
  expect(told.join()).not.toContain('Never mind');
  await panel.getByRole('button', { name: 'Record another' }).click();
});

test('while the browser asks for access the panel says so, and that it waits', async () => {
  const { panel } = bench.browser;
  // As text: these types are the extension's.
  await panel.evaluate(`
    chrome.permissions.contains = () => Promise.resolve(false);
    chrome.permissions.request = () => new Promise((resolve) => setTimeout(() => resolve(false), 1500));
  `);
  await panel.getByRole('button', { name: 'Start recording' }).click();
  await panel.getByRole('button', { name: 'Waiting for your answer …' }).waitFor();
  await panel.getByRole('status').getByText('Your browser asks').waitFor();
  expect(await violations()).toEqual([]);
  await panel.getByRole('alert').getByText('Recording needs access').waitFor();
  await panel.getByRole('button', { name: 'Start recording' }).waitFor();
  await panel.reload();
});

test('discarding asks first, by keyboard too, and leaves nothing behind', async () => {
  const { panel } = bench.browser;
  await bench.page.goto(`${bench.pages.url}/dialog.html`);
  await bench.browser.start();
  await panel.getByRole('button', { name: 'Discard' }).focus();
  await panel.keyboard.press('Enter');
  await expect
    .poll(() => panel.getByRole('button', { name: 'Keep it' }).evaluate((b) => b === document.activeElement))
    .toBe(true);
  await panel.keyboard.press('Enter');
  expect((await bench.browser.state()).recording?.phase).toBe('recording');
  await panel.getByRole('button', { name: 'Discard' }).click();
  expect(await violations()).toEqual([]);
  await panel.getByRole('button', { name: 'Discard it' }).click();
  await panel.getByRole('button', { name: 'Start recording' }).waitFor();
  expect((await bench.browser.state()).recording).toBeUndefined();
  await expect.poll(() => bench.server.requests.some(({ method }) => method === 'DELETE')).toBe(true);
});

test('a step deleted in a recording that is discarded takes none from the next one', {
  timeout: 60_000,
}, async () => {
  const { panel } = bench.browser;
  await bench.page.goto(`${bench.pages.url}/dialog.html`);
  await bench.page.bringToFront();
  await bench.browser.start();
  await press(bench.page.getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
  await expect.poll(() => deletable().count()).toBe(2);
  await panel.getByRole('button', { name: 'Delete step 1' }).click();
  await panel.getByRole('button', { name: 'Undo' }).waitFor();
  await panel.getByRole('button', { name: 'Discard' }).click();
  await panel.getByRole('button', { name: 'Discard it' }).click();
  await panel.getByRole('button', { name: 'Start recording' }).waitFor();
  const recorded = await bench.record('dialog.html', async (page) => {
    await press(page.getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
    await expect.poll(() => deletable().count()).toBe(2);
    await page.waitForTimeout(undoTime + 500);
    expect(await deletable().count()).toBe(2);
  });
  expect(recorded.of('remove-step')).toEqual([]);
  expect(recorded.steps).toHaveLength(2);
});

test('the published guide is linked', async () => {
  const { panel } = bench.browser;
  await bench.page.bringToFront();
  await bench.browser.start();
  const { recordingId } = await bench.browser.finish();
  const link = panel.getByRole('link', { name: 'Open the guide' });
  await link.waitFor();
  expect(await link.getAttribute('href')).toBe(`${bench.server.url}/guide/${recordingId}`);
  expect(await violations()).toEqual([]);
});
