import type { FrameOrders, WorkerMessage } from '../messages.ts';
import { addressesIn, addressOfPage } from './frame-address.ts';
import type { FrameAddress } from './frame-orders.ts';
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

/** Tells every frame of every tab what holds where it is. */
export async function giveOrders(ordersOf: (at: FrameAddress) => FrameOrders): Promise<void> {
  const frames = await framesOfPages();
  await Promise.all(
    frames.map(({ tabId, frameId, at }) => {
      const message: WorkerMessage = { type: 'orders', orders: ordersOf(at) };
      return chrome.tabs.sendMessage(tabId, message, { frameId }).catch(() => undefined);
    }),
  );
}

/** Milliseconds that a page has to deliver what it still holds. */
const patience = 1_500;

export async function flushPages(): Promise<void> {
  const message: WorkerMessage = { type: 'flush' };
  const flushed = (await framesOfPages()).map(({ tabId, frameId }) =>
    chrome.tabs.sendMessage(tabId, message, { frameId }).catch(() => undefined),
  );
  await Promise.race([Promise.all(flushed), new Promise((resolve) => setTimeout(resolve, patience))]);
}

interface PageFrame {
  readonly tabId: number;
  readonly frameId: number;
  readonly at: FrameAddress;
}

async function framesOfPages(): Promise<PageFrame[]> {
  const tabs = (await chrome.tabs.query({})).filter(({ url }) => isPage(url) || isMade(url));
  const frames = await Promise.all(
    tabs.map(async (tab) => {
      const { id: tabId = -1 } = tab;
      const [page, found] = await Promise.all([
        addressOfPage(tab),
        chrome.webNavigation.getAllFrames({ tabId }),
      ]);
      const all = found ?? [];
      return all.map(({ frameId }) => ({
        tabId,
        frameId,
        at: { page, frames: addressesIn(all, frameId) },
      }));
    }),
  );
  return frames.flat();
}

/** A window that a page opened and filled itself. */
const isMade = (address: string | undefined): boolean =>
  address !== undefined && /^(?:about|blob):/.test(address);
