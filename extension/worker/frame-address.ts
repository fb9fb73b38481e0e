import type { FrameAddress } from './frame-orders.ts';
import { hostOf } from './page-address.ts';

/** A frame of a tab as the browser tells it. */
export interface TabFrame {
  readonly frameId: number;
  readonly parentFrameId: number;
  readonly url: string;
}

/** What of the browser is asked for where a frame is. */
export interface FrameBrowser {
  framesOf(tabId: number): Promise<readonly TabFrame[]>;
  addressOfTab(tabId: number): Promise<string | undefined>;
}

const isFile = (address: string): boolean => address.startsWith('file:');
/** `about:blank`, `about:srcdoc`, and what is made of data: whose they are only who made them knows. */
const isOwn = (address: string | undefined): address is string =>
  address !== undefined && (isFile(address) || hostOf(address) !== '');

/**
 * By whom a frame's content is: its own address, and that of each frame around it, from the inside out. Those that have
 * none are by the one around them.
 */
export function addressesIn(frames: readonly TabFrame[], frameId: number): string[] {
  const frame = frames.find((one) => one.frameId === frameId);
  if (!frame) return [];
  const around = addressesIn(frames, frame.parentFrameId);
  return isOwn(frame.url) ? [frame.url, ...around] : around;
}

/** A window that was opened empty is filled by the page that opened it. */
export async function addressOfPage(
  { url, openerTabId }: Pick<chrome.tabs.Tab, 'url' | 'openerTabId'>,
  browser: Pick<FrameBrowser, 'addressOfTab'> = ofChrome,
): Promise<string | undefined> {
  if (isOwn(url) || openerTabId === undefined) return url;
  return browser.addressOfTab(openerTabId);
}

/** Documents of which it is remembered what is around them. */
const remembered = 500;

/** Where a message comes from, so that no page gets out of being blocked by what its frames hold. */
export function createFrameFinder(
  browser: FrameBrowser = ofChrome,
): (sender: chrome.runtime.MessageSender) => Promise<FrameAddress> {
  /** A frame that is taken away by what was done in it has no place in the page any more when that is told. */
  const known = new Map<string, readonly string[]>();

  const around = async (tabId: number, frameId: number, documentId?: string): Promise<readonly string[]> => {
    const before = documentId === undefined ? undefined : known.get(documentId);
    if (before) return before;
    const found = addressesIn(await browser.framesOf(tabId), frameId);
    if (documentId === undefined || found.length === 0) return found;
    known.set(documentId, found);
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return found;
  };
  return async ({ tab, frameId = 0, url, origin, documentId }) => {
    const page = tab && (await addressOfPage(tab, browser));
    const own = [url, origin].find(isOwn);
    if (tab?.id === undefined || (frameId === 0 && own !== undefined)) return { page, frames: [own] };
    const found = await around(tab.id, frameId, documentId);
    const frames = own === undefined || found.includes(own) ? found : [own, ...found];
    return { page, frames: frames.length > 0 ? frames : [page] };
  };
}

const ofChrome: FrameBrowser = {
  framesOf: async (tabId) => (await chrome.webNavigation.getAllFrames({ tabId })) ?? [],
  addressOfTab: async (tabId) => (await chrome.tabs.get(tabId).catch(() => undefined))?.url,
};
