import type { Page } from 'playwright-core';
import type { RecorderBrowser } from '../../../cli/browser/launch-recorder.ts';
import type { Action } from '../../../lib/contracts/capture/action.ts';
import type { CaptureServer } from '../../../test/browser/capture-server.ts';
import { type Act, walk } from './walk.ts';

export interface WalkedRecording {
  readonly name: string;
  readonly actions: readonly (Action & {
    readonly referenceName?: string;
    readonly referenceIcons?: readonly string[];
  })[];
}

interface Walked {
  readonly name: string;
  readonly start: string;
  readonly count: number;
  readonly random: () => number;
}

/** Records a walk with the extension, as its actions reached the server, with Chromium's name of each target. */
export async function recordWalk(
  browser: RecorderBrowser,
  server: CaptureServer,
  { name, start, count, random }: Walked,
): Promise<WalkedRecording> {
  const page = await freshPage(browser, start);
  await browser.start({ keepTyped: true });
  const acts = await walk(page, start, count, random);
  await page.waitForTimeout(300);
  const { recordingId } = await browser.finish();
  await browser.panel.getByRole('button', { name: 'Record another' }).click();
  await page.close();
  const byIndex = new Map(
    server.batches
      .filter((batch) => batch.recordingId === recordingId)
      .flatMap((batch) => batch.actions.map((action) => [action.index, action] as const)),
  );
  const actions = [...byIndex.values()].toSorted((a, b) => a.index - b.index);
  return { name, actions: actions.map((action) => withReference(action, acts)) };
}

async function freshPage({ context }: RecorderBrowser, start: string): Promise<Page> {
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  // What an application fetches from elsewhere is not there: pages are judged as they are on this machine alone.
  const { origin } = new URL(start);
  await page.route(
    (url) => url.protocol.startsWith('http') && url.origin !== origin,
    (route) => route.abort(),
  );
  await page.goto(start);
  await page.bringToFront();
  return page;
}

const onTarget = new Set(['click', 'double-click', 'key', 'select', 'check', 'drag']);

function withReference(action: Action, acts: readonly Act[]): WalkedRecording['actions'][number] {
  const { thumbnail: _, screenshot: __, ...plain } = action;
  const act = action.target && actOf(action, acts);
  if (!act?.node.name) return plain;
  const { icons } = act.reached;
  return { ...plain, referenceName: act.node.name, ...(icons.length > 0 ? { referenceIcons: icons } : {}) };
}

/** What was typed may be told only when the next thing is done. */
function actOf({ at, detail }: Action, acts: readonly Act[]): Act | undefined {
  if (detail.kind === 'input')
    return acts.findLast(({ from, reached }) => from <= at && /^(?:text|range)$/.test(reached.field));
  return onTarget.has(detail.kind) ? acts.find(({ from, to }) => at >= from && at <= to) : undefined;
}
