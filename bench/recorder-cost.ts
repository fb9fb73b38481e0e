import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { RecorderBrowser } from '../cli/browser/launch-recorder.ts';
import type { CaptureServer } from '../test/browser/capture-server.ts';
import { type MainThreadTimes, traceMainThread } from './frame-times.ts';
import type { Work } from './recorder-work.ts';

/** What one recorder cost and produced over the same trusted input on the same page. */
export interface Cost extends MainThreadTimes {
  /** JSON of what was recorded; pictures are not events and are counted on neither side. */
  readonly bytes: number;
}

export interface Bench {
  readonly recorder: RecorderBrowser;
  readonly server: CaptureServer;
  readonly page: Page;
}

export async function costOfNone({ page }: Bench, work: Work): Promise<Cost> {
  return { ...(await trace(page, work)), bytes: 0 };
}

export async function costOfRrweb({ page }: Bench, work: Work): Promise<Cost> {
  await page.evaluate(await readFile('node_modules/@rrweb/record/umd/record.min.js', 'utf8'));
  await page.evaluate(() => {
    const events: unknown[] = [];
    const found = Reflect.get(window, 'rrwebRecord') ?? Reflect.get(window, 'rrweb');
    const record = typeof found === 'function' ? found : Reflect.get(found, 'record');
    record({ emit: (event: unknown) => events.push(event) });
    Reflect.set(window, 'recorded', events);
  });
  const times = await trace(page, work);
  const bytes = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'recorded')).length);
  return { ...times, bytes };
}

export async function costOfOurs({ recorder, server, page }: Bench, work: Work): Promise<Cost> {
  const sent = server.batches.length;
  await recorder.start({ keepTyped: true });
  await page.bringToFront();
  const times = await trace(page, work);
  await recorder.finish();
  const { recording } = await recorder.state();
  await recorder.panel.getByRole('button', { name: 'Record another' }).click();
  const actions = server.batches.slice(sent).flatMap((batch) => batch.actions);
  const clicks = actions.filter(({ detail }) => detail.kind === 'click');
  const expected = (work.warmUp + work.counted) * work.clicksPerTurn;
  if (clicks.length < expected) {
    const what = `${clicks.length} of ${expected} clicks (${actions.length} actions, ${recording?.phase})`;
    throw new Error(`The recorder saw ${what}`);
  }
  // Recording without the pictures would be cheap.
  const pictured = clicks.filter(({ screenshot }) => screenshot).length;
  if (pictured < expected * 0.9) throw new Error(`${pictured} of ${expected} clicks have a picture`);
  const events = actions.map(({ thumbnail: _picture, ...action }) => action);
  return { ...times, bytes: JSON.stringify(events).length };
}

async function trace(page: Page, { warmUp, counted, turns, clicksPerTurn }: Work): Promise<MainThreadTimes> {
  const session = await page.context().newCDPSession(page);
  await turns(page, 0, warmUp);
  const times = await traceMainThread(session, new URL(page.url()).origin, () =>
    turns(page, warmUp, counted),
  );
  await session.detach();
  const seen = await page.evaluate(() => Number(document.body.dataset.clicks));
  if (seen < (warmUp + counted) * clicksPerTurn) throw new Error('The page did not see every click');
  if (times.clicks.length < counted * clicksPerTurn)
    throw new Error(`The trace shows ${times.clicks.length} of ${counted * clicksPerTurn} clicks`);
  return times;
}
