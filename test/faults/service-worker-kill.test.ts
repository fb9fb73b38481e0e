import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordingBench, type Recorded, type RecordingBench } from '../browser/recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

/** Presses one button after the other, and kills the worker after each, at a different point of its work. */
async function recordThrough(kills: number, afterKill: () => Promise<void>): Promise<Recorded> {
  return bench.record('kill.html', async (page) => {
    for (let press = 0; press < kills; press += 1) {
      await page.locator(`#b${press}`).click();
      await page.waitForTimeout((press * 37) % 400);
      await bench.browser.killServiceWorker();
      await afterKill();
    }
    await page.locator(`#b${kills}`).click();
    await page.waitForTimeout(500);
  });
}

const pressed = (recorded: Recorded) => recorded.of('click').map(({ target }) => target?.name);
const buttons = (count: number) => Array.from({ length: count }, (_, at) => `Button ${at}`);

test('the service worker is killed 50 times during capture: no acknowledged action is lost, doubled or out of order', async () => {
  const recorded = await recordThrough(50, async () => undefined);
  expect(pressed(recorded)).toEqual(buttons(51));
  expect(recorded.actions.map(({ index }) => index)).toEqual(recorded.actions.map((_action, at) => at));
});

test('control: a recorder that keeps what is unsent in memory loses actions in the same treatment', async () => {
  const recorded = await recordThrough(20, forgetUnsent);
  expect(pressed(recorded).length).toBeLessThan(21);
});

/** What a killed worker forgets when it has written nothing down: all that no batch has carried away yet. */
async function forgetUnsent(): Promise<void> {
  await bench.browser.panel.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('guidewright');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction(['recordings', 'actions'], 'readwrite');
          const recordings = transaction.objectStore('recordings');
          const reading = recordings.getAll();
          reading.onsuccess = () => {
            const [recording] = reading.result;
            const { recordingId, nextUnbatched } = recording;
            const unsent = IDBKeyRange.bound(
              [recordingId, nextUnbatched],
              [recordingId, Number.MAX_SAFE_INTEGER],
            );
            transaction.objectStore('actions').delete(unsent);
            recordings.put({ ...recording, nextIndex: nextUnbatched });
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
  );
}
