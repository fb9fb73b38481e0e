import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import type { PanelState } from '../../extension/messages.ts';
import { approveDevice, type Person } from './approve-device.ts';
import { buildExtension } from './build-extension.ts';
import { requireChromium } from './find-chromium.ts';
import { quietFlags } from './quiet-flags.ts';

export interface LaunchOptions {
  readonly chromiumPath?: string | undefined;
  readonly headless?: boolean | undefined;
  /** Kept after closing; without it a fresh one is made and removed. */
  readonly userDataDir?: string | undefined;
  readonly deviceScaleFactor?: number | undefined;
  readonly viewport?: { width: number; height: number } | undefined;
  readonly arguments?: readonly string[] | undefined;
}

export interface StartRecording {
  /** The panel's switch “Keep what I type”. */
  readonly keepTyped?: boolean | undefined;
}

export interface RecorderBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The panel, opened as a page in a window of its own. */
  readonly panel: Page;
  /** By the code that the panel shows, approved on the server's page as `person`, unless it is approved elsewhere. */
  signIn(server: string, person?: Person): Promise<void>;
  /** Records from now on; the page in front becomes the first step. What is typed is kept where the company lets it. */
  start(options?: StartRecording): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when the server has everything and was asked for the guide. */
  finish(options?: { timeout?: number; title?: string }): Promise<{ recordingId: string; guideId: string }>;
  /** Resolves when no picture is under way, or after five seconds. */
  cameraIdle(): Promise<void>;
  state(): Promise<PanelState>;
  steps(): Promise<NonNullable<PanelState['recording']>['steps']>;
  /** Kills the extension's service worker as Chromium would; the next message starts another. */
  killServiceWorker(): Promise<void>;
  close(): Promise<void>;
}

/** Starts Chromium with the extension's test build loaded. */
export async function launchRecorder(options: LaunchOptions = {}): Promise<RecorderBrowser> {
  const executablePath = options.chromiumPath ?? (await requireChromium());
  const extension = await buildExtension('test');
  const profile = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'guidewright-')));
  const { width, height } = options.viewport ?? { width: 1280, height: 800 };
  const scale = options.deviceScaleFactor ?? 1;
  // Playwright's own scale factor is emulation, which pictures of a tab do not have: the real one is a flag.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: options.headless ?? true,
    viewport: scale === 1 ? { width, height } : null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...quietFlags,
      '--enable-unsafe-extension-debugging',
      ...(scale === 1 ? [] : [`--force-device-scale-factor=${scale}`]),
      `--window-size=${width},${height + 90}`,
      ...(options.arguments ?? []),
    ],
  });
  try {
    const browser = await browserSession(context);
    const { id } = await loadUnpacked(browser, extension);
    const panel = await openPanel(context, browser, id);
    return recorder(context, browser, id, panel, async () => {
      await context.close();
      if (!options.userDataDir) await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    });
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (!browser) throw new Error('Chromium has no browser session');
  return browser.newBrowserCDPSession();
}

/** `Extensions.loadUnpacked` is not in Playwright's list of protocol methods, as it is experimental. */
async function loadUnpacked(browser: CDPSession, path: string): Promise<{ id: string }> {
  const send = browser.send.bind(browser) as (method: string, parameters: object) => Promise<unknown>;
  const answer = await send('Extensions.loadUnpacked', { path });
  const id: unknown = Reflect.get(Object(answer), 'id');
  if (typeof id !== 'string') throw new Error('Chromium did not load the extension');
  return { id };
}

async function openPanel(context: BrowserContext, browser: CDPSession, id: string): Promise<Page> {
  const url = `chrome-extension://${id}/sidepanel.html`;
  const opened = context.waitForEvent('page', {
    predicate: (page) => page.url().startsWith(url) || page.url() === 'about:blank',
  });
  await browser.send('Target.createTarget', { url, newWindow: true, background: true });
  const panel = await opened;
  await panel.waitForURL(url);
  await panel.getByRole('heading', { name: 'Guidewright' }).waitFor();
  return panel;
}

function recorder(
  context: BrowserContext,
  browser: CDPSession,
  extensionId: string,
  panel: Page,
  close: () => Promise<void>,
): RecorderBrowser {
  const press = (name: string | RegExp) => panel.getByRole('button', { name }).click();
  /** The panel has no field for a title; its message has. */
  const finishAs = (title: string) =>
    panel.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ type: 'panel/finish', title })})`);
  const state = () => panel.evaluate<PanelState>("chrome.runtime.sendMessage({ type: 'panel/state' })");
  const waitFor = async (ready: (state: PanelState) => boolean, what: string, timeout = 30_000) => {
    const end = Date.now() + timeout;
    for (;;) {
      const now = await state();
      if (ready(now)) return now;
      if (Date.now() > end)
        throw new Error(
          `${what} took too long. The panel says: ${await panel.locator('body').textContent()}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    context,
    extensionId,
    panel,
    async signIn(server, person) {
      await panel.getByLabel('Server address').fill(server);
      await press('Sign in');
      const asked = await waitFor((now) => (now.signIn ?? now.account) !== undefined, 'Asking to sign in');
      if (person && asked.signIn) await approveDevice(context, asked.signIn.approvalUrl, person);
      await waitFor(({ account }) => account !== undefined, 'Signing in');
    },
    async start({ keepTyped = false } = {}) {
      const keeping = panel.getByRole('switch', { name: /Keep what I type/ });
      const choose = () => keeping.setChecked(keepTyped, { timeout: 10_000 });
      // The company's rules may come while it is pressed; where they let nobody choose, nothing is kept.
      if (!(await state()).locked)
        await choose().catch(async (error: unknown) => {
          if (!(await state()).locked) throw error;
        });
      await press('Start recording');
      await waitFor(({ recording }) => recording?.phase === 'recording', 'Starting');
    },
    async pause() {
      await press('Pause');
      await waitFor(({ recording }) => recording?.phase === 'paused', 'Pausing');
    },
    async resume() {
      await press('Resume');
      await waitFor(({ recording }) => recording?.phase === 'recording', 'Resuming');
    },
    async finish({ timeout = 60_000, title } = {}) {
      if (title === undefined) await press('Finish');
      else await finishAs(title);
      const { recording } = await waitFor(
        (now) => ['finalizing', 'published', 'blocked', 'failed'].includes(now.recording?.phase ?? ''),
        'Finishing',
        timeout,
      );
      if (!recording) throw new Error('The recording is gone');
      return { recordingId: recording.recordingId, guideId: recording.guideId };
    },
    async cameraIdle() {
      const idle = panel
        .evaluate("chrome.runtime.sendMessage({ type: 'panel/await-camera' })")
        // A worker that was killed has no picture under way.
        .catch(() => undefined);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, 5_000);
      });
      await Promise.race([idle, late]);
      clearTimeout(timer);
    },
    state,
    steps: async () => (await state()).recording?.steps ?? [],
    async killServiceWorker() {
      const { targetInfos } = await browser.send('Target.getTargets');
      const worker = targetInfos.find(
        ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
      );
      if (worker) await browser.send('Target.closeTarget', { targetId: worker.targetId });
    },
    close,
  };
}
