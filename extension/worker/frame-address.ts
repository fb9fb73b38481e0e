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

/** By whom a frame's content is: its own address, or that of the nearest frame around it which has one. */
export function addressIn(frames: readonly TabFrame[], frameId: number): string | undefined {
  const frame = frames.find((one) => one.frameId === frameId);
  if (!frame) return undefined;
  return isOwn(frame.url) ? frame.url : addressIn(frames, frame.parentFrameId);
}

/** A window that was opened empty is filled by the page that opened it. */
export async function addressOfPage(
  { url, openerTabId }: Pick<chrome.tabs.Tab, 'url' | 'openerTabId'>,
  browser: Pick<FrameBrowser, 'addressOfTab'> = ofChrome,
): Promise<string | undefined> {
  if (isOwn(url) || openerTabId === undefined) return url;
  return browser.addressOfTab(openerTabId);
}

/** Where a message comes from, so that no page gets out of being blocked by frames without an address. */
export async function whereIs(
  { tab, frameId = 0, url, origin }: chrome.runtime.MessageSender,
  browser: FrameBrowser = ofChrome,
): Promise<FrameAddress> {
  const page = tab && (await addressOfPage(tab, browser));
  const own = [url, origin].find(isOwn);
  if (own !== undefined || tab?.id === undefined) return { page, frame: own };
  return { page, frame: addressIn(await browser.framesOf(tab.id), frameId) ?? page };
}

const ofChrome: FrameBrowser = {
  framesOf: async (tabId) => (await chrome.webNavigation.getAllFrames({ tabId })) ?? [],
  addressOfTab: async (tabId) => (await chrome.tabs.get(tabId).catch(() => undefined))?.url,
};
