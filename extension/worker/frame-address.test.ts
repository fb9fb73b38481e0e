import { expect, test } from 'vitest';
import { addressIn, type FrameBrowser, whereIs } from './frame-address.ts';

const [shop, bank] = ['https://shop.example/', 'https://bank.example/'];
const frames = [
  { frameId: 0, parentFrameId: -1, url: shop },
  { frameId: 3, parentFrameId: 0, url: bank },
  { frameId: 4, parentFrameId: 3, url: 'about:srcdoc' },
  { frameId: 5, parentFrameId: 4, url: 'about:blank' },
  { frameId: 6, parentFrameId: 3, url: `blob:${bank}7` },
  { frameId: 7, parentFrameId: 3, url: 'data:text/html,x' },
  { frameId: 8, parentFrameId: 0, url: 'about:blank' },
  { frameId: 9, parentFrameId: 3, url: 'file:///home/a.html' },
];
const browser: FrameBrowser = {
  framesOf: async () => frames,
  addressOfTab: async (id) => (id === 2 ? bank : shop),
};
const tab = (url: string, openerTabId?: number) =>
  ({ id: 1, url, ...(openerTabId === undefined ? {} : { openerTabId }) }) as chrome.tabs.Tab;

test('a frame without an address of its own is its parent’s, however deep', () => {
  const hosts = [4, 5, 7, 8].map((frameId) => addressIn(frames, frameId));
  expect(hosts).toEqual([bank, bank, bank, shop]);
  expect(addressIn(frames, 6)).toBe(`blob:${bank}7`);
  expect(addressIn(frames, 9)).toBe('file:///home/a.html');
});

test('a message comes from the address of its frame, from its origin, or from whoever is around', async () => {
  const at = (sender: chrome.runtime.MessageSender) => whereIs({ tab: tab(shop), ...sender }, browser);
  expect(await at({ frameId: 3, url: bank })).toEqual({ page: shop, frame: bank });
  expect(await at({ frameId: 4, url: 'about:srcdoc', origin: 'https://bank.example' })).toEqual({
    page: shop,
    frame: 'https://bank.example',
  });
  expect(await at({ frameId: 5, url: 'about:blank', origin: 'null' })).toEqual({ page: shop, frame: bank });
});

test('an empty window is the page’s that opened it', async () => {
  const opened = { tab: tab('about:blank', 2), frameId: 20, url: 'about:blank', origin: 'null' };
  expect(await whereIs(opened, browser)).toEqual({ page: bank, frame: bank });
});
