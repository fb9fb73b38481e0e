import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { launchRecorder } from '../../cli/browser/launch-recorder.ts';
import { openRecordingBench, press, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const isBatch = (path: string) => path.endsWith('/batches');

test('when the front route fails, the same batch goes in by the fallback, once and in order', async () => {
  bench = await openRecordingBench();
  const { server } = bench;
  server.fail((_method, path) => (isBatch(path) ? 500 : undefined));
  const recorded = await bench.record('tab-two.html', async (page) => {
    await press(page.getByRole('button'));
    await press(page.getByRole('button'));
  });
  server.fail(undefined);
  expect(server.batches.every(({ route }) => route === 'fallback')).toBe(true);
  expect(server.batches.map(({ sequence }) => sequence)).toEqual(server.batches.map((_batch, at) => at + 1));
  expect(recorded.of('click')).toHaveLength(2);
  expect(server.finalized.map(({ lastSequence }) => lastSequence)).toEqual([server.batches.length]);
});

test('an expired token is renewed once, however many requests meet it', async () => {
  bench = await openRecordingBench();
  const { server } = bench;
  const recorded = await bench.record('tab-two.html', async (page) => {
    await press(page.getByRole('button'));
    server.expireTokens();
    await press(page.getByRole('button'));
  });
  expect(recorded.of('click')).toHaveLength(2);
  expect(server.requests.filter(({ path }) => path === '/oidc/token')).toHaveLength(2);
});

test('recorded offline and through a restart of the browser, everything arrives when the server is back', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'guidewright-profile-'));
  bench = await openRecordingBench({ userDataDir: profile });
  const { server, pages, page, browser } = bench;
  await page.goto(`${pages.url}/tab-two.html`);
  await browser.start();
  server.fail(() => 0);
  await press(page.getByRole('button'));
  await expect.poll(async () => (await browser.state()).recording?.upload.connection).toBe('offline');
  expect(server.actions().filter(({ detail }) => detail.kind === 'click')).toEqual([]);
  // What a browser that closes had not yet written is lost with it.
  await expect
    .poll(async () => (await browser.steps()).find(({ kind }) => kind === 'click')?.thumbnail)
    .toBeDefined();
  await browser.close();

  const restarted = await launchRecorder({ userDataDir: profile });
  try {
    const [second] = restarted.context.pages();
    await second?.goto(`${pages.url}/dialog.html`);
    await press((second ?? page).getByRole('row', { name: 'Notes.txt' }).getByRole('button'));
    server.fail(undefined);
    const { recordingId } = await restarted.finish();
    const clicks = server.actions().filter(({ detail }) => detail.kind === 'click');
    expect(clicks.map(({ target }) => target?.name)).toEqual(['Approve', 'Delete']);
    expect(server.actions().map(({ index }) => index)).toEqual(server.actions().map((_action, at) => at));
    for (const { screenshot } of clicks) expect(server.screenshots.has(screenshot?.id ?? '')).toBe(true);
    expect(server.finalized.map((one) => one.recordingId)).toEqual([recordingId]);
  } finally {
    await restarted.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('nothing is sent to a server that refuses the sign-in; the panel says so and keeps everything', async () => {
  bench = await openRecordingBench();
  const { server, browser, page, pages } = bench;
  await page.goto(`${pages.url}/tab-two.html`);
  await browser.start();
  server.expireTokens();
  server.fail((_method, path) => (path === '/oidc/token' ? 401 : undefined));
  await press(page.getByRole('button'));
  await expect.poll(async () => (await browser.state()).recording?.upload.connection).toBe('signed-out');
  server.fail(undefined);
  await browser.panel.getByRole('button', { name: 'Sign out' }).click();
  await browser.signIn(server.url);
  await browser.finish();
  expect(server.actions().filter(({ detail }) => detail.kind === 'click')).toHaveLength(1);
});
