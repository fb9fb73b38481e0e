import type { FrameOrders, WorkerMessage } from '../messages.ts';
import { isPage } from './page-address.ts';

const script = { id: 'recorder', file: 'recorder.js' };

/** The recorder is in pages while a recording runs, and in none otherwise. */
export async function enterPages(): Promise<void> {
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [script.id] });
  if (registered.length === 0) {
    await chrome.scripting.registerContentScripts([
      {
        id: script.id,
        js: [script.file],
        matches: ['<all_urls>'],
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_start',
        persistAcrossSessions: true,
      },
    ]);
  }
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.filter(({ url }) => isPage(url)).map((tab) => enterTab(tab.id)));
}

async function enterTab(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  await chrome.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: [script.file], injectImmediately: true })
    // A tab that is being closed, or shows a page where extensions have no business.
    .catch(() => undefined);
}

export async function leavePages(): Promise<void> {
  await chrome.scripting.unregisterContentScripts({ ids: [script.id] }).catch(() => undefined);
}

/** Tells every frame of every tab. */
export async function giveOrders(orders: FrameOrders): Promise<void> {
  await toEveryTab({ type: 'orders', orders });
}

/** Milliseconds that a page has to deliver what it still holds. */
const patience = 1_500;

export async function flushPages(): Promise<void> {
  const tabs = await chrome.tabs.query({});
  const frames = await Promise.all(
    tabs
      .filter(({ url }) => isPage(url))
      .map(async ({ id: tabId = -1 }) => {
        const all = (await chrome.webNavigation.getAllFrames({ tabId })) ?? [];
        return all.map(({ frameId }) => ({ tabId, frameId }));
      }),
  );
  const message: WorkerMessage = { type: 'flush' };
  const flushed = frames
    .flat()
    .map(({ tabId, frameId }) => chrome.tabs.sendMessage(tabId, message, { frameId }).catch(() => undefined));
  await Promise.race([Promise.all(flushed), new Promise((resolve) => setTimeout(resolve, patience))]);
}

async function toEveryTab(message: WorkerMessage): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(
    tabs.map(({ id }) =>
      id === undefined ? undefined : chrome.tabs.sendMessage(id, message).catch(() => undefined),
    ),
  );
}
