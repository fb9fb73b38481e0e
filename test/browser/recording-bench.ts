import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import {
  type LaunchOptions,
  launchRecorder,
  type RecorderBrowser,
} from '../../cli/browser/launch-recorder.ts';
import type { Action, Rectangle } from '../../lib/contracts/capture/action.ts';
import type { Step } from '../../lib/contracts/compose/step.ts';
import { type CaptureServer, startCaptureServer } from './capture-server.ts';
import { type PageServer, servePages } from './serve-pages.ts';

export interface Recorded {
  readonly actions: readonly Action[];
  readonly steps: readonly Step[];
  /** Every batch's JSON. */
  readonly text: string;
  of(kind: Action['detail']['kind']): Action[];
}

export interface RecordingBench {
  readonly browser: RecorderBrowser;
  readonly server: CaptureServer;
  readonly pages: PageServer;
  readonly page: Page;
  /** Opens a fixture page, records what `work` does on it, and returns what reached the server. */
  record(
    path: string,
    work: (page: Page) => Promise<void>,
    options?: { keepTyped?: boolean },
  ): Promise<Recorded>;
  /** Colour in the middle of a rectangle of an action's picture (CSS pixels), and how even the rectangle is. */
  look(action: Action | undefined, rect?: Rectangle): Promise<Seen>;
  close(): Promise<void>;
}

export interface Seen {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** Largest standard deviation of a channel inside; text makes it large. */
  readonly unevenness: number;
}

/** One browser with the extension signed in to a capture server of its own, for the tests of one file. */
export async function openRecordingBench(options: LaunchOptions = {}): Promise<RecordingBench> {
  const [server, pages] = await Promise.all([startCaptureServer(), servePages()]);
  const browser = await launchRecorder(options);
  await browser.signIn(server.url);
  const [page] = browser.context.pages();
  if (!page) throw new Error('Chromium opened no page');
  return {
    browser,
    server,
    pages,
    page,
    async record(path, work, start = {}) {
      await page.goto(`${pages.url}/${path}`);
      await page.bringToFront();
      await browser.start(start);
      await work(page);
      await page.waitForTimeout(100);
      const { recordingId } = await browser.finish();
      const steps = await browser.steps();
      await browser.panel.getByRole('button', { name: 'Record another' }).click();
      const batches = server.batches.filter((batch) => batch.recordingId === recordingId);
      // A batch whose confirmation was lost comes again; the server takes each action once, and so does this.
      const byIndex = new Map(
        batches.flatMap((batch) => batch.actions.map((action) => [action.index, action])),
      );
      const actions = [...byIndex.values()].sort((a, b) => a.index - b.index);
      return {
        actions,
        steps,
        text: batches.map(({ text }) => text).join('\n'),
        of: (kind) => actions.filter(({ detail }) => detail.kind === kind),
      };
    },
    look: (action, rect) => look(server, action, rect),
    async close() {
      await browser.close();
      await Promise.all([server.close(), pages.close()]);
    },
  };
}

async function look(server: CaptureServer, action: Action | undefined, rect?: Rectangle): Promise<Seen> {
  const shot = action?.screenshot;
  const webp = shot && server.screenshots.get(shot.id);
  const place = rect ?? shot?.target;
  if (!shot || !webp || !place) throw new Error(`No picture of ${action?.detail.kind ?? 'nothing'}`);
  const inset = Math.min(4, place.width / 4, place.height / 4);
  const region = {
    left: Math.round((place.x + inset) * shot.scale),
    top: Math.round((place.y + inset) * shot.scale),
    width: Math.max(1, Math.round((place.width - 2 * inset) * shot.scale)),
    height: Math.max(1, Math.round((place.height - 2 * inset) * shot.scale)),
  };
  const cut = await sharp(webp).extract(region).removeAlpha().toBuffer();
  const { channels } = await sharp(cut).stats();
  // The corner is background; the middle may be text.
  const [red = 0, green = 0, blue = 0] = await sharp(cut)
    .extract({ left: 0, top: 0, width: 2, height: 2 })
    .resize(1, 1)
    .raw()
    .toBuffer();
  return { red, green, blue, unevenness: Math.max(...channels.map(({ stdev }) => stdev)) };
}

/** Moves there as a hand does, rests, and presses. */
export async function press(target: Locator): Promise<void> {
  await target.hover();
  await target.page().waitForTimeout(700);
  await target.click();
}
