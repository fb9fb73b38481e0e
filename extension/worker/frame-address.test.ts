import { expect, test } from 'vitest';
import { addressesIn, createFrameFinder, type FrameBrowser } from './frame-address.ts';

const [shop, bank, help] = ['https://shop.example/', 'https://bank.example/', 'https://help.example/'];
const frames = [
  { frameId: 0, parentFrameId: -1, url: shop },
  { frameId: 3, parentFrameId: 0, url: bank },
  { frameId: 4, parentFrameId: 3, url: 'about:srcdoc' },
  { frameId: 5, parentFrameId: 4, url: 'about:blank' },
  { frameId: 6, parentFrameId: 3, url: `blob:${bank}7` },
  { frameId: 7, parentFrameId: 3, url: 'data:text/html,x' },
  { frameId: 8, parentFrameId: 0, url: 'about:blank' },
  { frameId: 9, parentFrameId: 3, url: 'file:///home/a.html' },
  { frameId: 10, parentFrameId: 4, url: help },
];
const browser: FrameBrowser = {
  framesOf: async () => frames,
  addressOfTab: async (id) => (id === 2 ? bank : shop),
};
const tab = (url: string, openerTabId?: number) =>
  ({ id: 1, url, ...(openerTabId === undefined ? {} : { openerTabId }) }) as chrome.tabs.Tab;

test('a frame is by its own address and those around it; without one of its own by theirs, however deep', () => {
  const own = [3, 4, 5, 7, 8].map((frameId) => addressesIn(frames, frameId));
  expect(own).toEqual([[bank, shop], [bank, shop], [bank, shop], [bank, shop], [shop]]);
  expect(addressesIn(frames, 6)).toEqual([`blob:${bank}7`, bank, shop]);
  expect(addressesIn(frames, 9)).toEqual(['file:///home/a.html', bank, shop]);
  expect(addressesIn(frames, 10)).toEqual([help, bank, shop]);
});

test('a message comes from the address of its frame, from its origin, and from whoever is around', async () => {
  const whereIs = createFrameFinder(browser);
  const at = (sender: chrome.runtime.MessageSender) => whereIs({ tab: tab(shop), ...sender });
  expect(await at({ frameId: 0, url: shop })).toEqual({ page: shop, frames: [shop] });
  expect(await at({ frameId: 3, url: bank })).toEqual({ page: shop, frames: [bank, shop] });
  expect(await at({ frameId: 10, url: help })).toEqual({ page: shop, frames: [help, bank, shop] });
  expect(await at({ frameId: 4, url: 'about:srcdoc', origin: 'https://bank.example' })).toEqual({
    page: shop,
    frames: ['https://bank.example', bank, shop],
  });
  expect(await at({ frameId: 5, url: 'about:blank', origin: 'null' })).toEqual({
    page: shop,
    frames: [bank, shop],
  });
});

test('what is around a frame is known still when the frame has gone with what was done in it', async () => {
  let now = frames;
  const whereIs = createFrameFinder({ ...browser, framesOf: async () => now });
  const message = { tab: tab(shop), frameId: 10, url: help, documentId: 'ten' };
  await whereIs(message);
  now = [];
  expect(await whereIs(message)).toEqual({ page: shop, frames: [help, bank, shop] });
  expect(await whereIs({ ...message, documentId: 'another' })).toEqual({ page: shop, frames: [help] });
});

test('an empty window is the page’s that opened it', async () => {
  const opened = { tab: tab('about:blank', 2), frameId: 20, url: 'about:blank', origin: 'null' };
  expect(await createFrameFinder(browser)(opened)).toEqual({ page: bank, frames: [bank] });
});
