import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import { openRecordingBench, press, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

test('at the limit of actions recording stops with a message, and what was recorded becomes the guide', async () => {
  const { panel } = bench.browser;
  const recorded = await bench.record('tab-two.html', async (page) => {
    await press(page.getByRole('button'));
    const arrived = () => bench.server.actions().filter(({ detail }) => detail.kind === 'click').length;
    await expect.poll(arrived, { timeout: 10_000 }).toBe(1);
    await expect.poll(async () => (await bench.browser.state()).recording?.upload.waiting).toBe(0);
    await leaveRoomFor(1);
    await press(page.getByRole('button'));
    await press(page.getByRole('button'));
    await panel.getByText('The limit of 2,000 actions is reached.').waitFor();
  });
  expect(recorded.actions.at(-1)?.index).toBe(recordingLimits.actionsPerRecording - 1);
  expect(recorded.of('click')).toHaveLength(2);
  expect(bench.server.finalized).toHaveLength(1);
});

/** Moves the recording forward as if that many actions had been recorded and sent. */
async function leaveRoomFor(actions: number): Promise<void> {
  await bench.browser.panel.evaluate(
    (nextIndex) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('guidewright');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('recordings', 'readwrite');
          const recordings = transaction.objectStore('recordings');
          const reading = recordings.getAll();
          reading.onsuccess = () => {
            recordings.put({ ...reading.result[0], nextIndex, nextUnbatched: nextIndex });
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    recordingLimits.actionsPerRecording - actions,
  );
}
