import { isPage } from './page-address.ts';

/** The page that the person looks at; the panel, when it is open as a page of its own, is none. */
export async function tabInFront(): Promise<chrome.tabs.Tab | undefined> {
  const tabs = (await chrome.tabs.query({ active: true })).filter(({ url }) => isPage(url));
  const focused = await chrome.windows.getLastFocused().catch(() => undefined);
  return (
    tabs.find(({ windowId }) => windowId === focused?.id) ??
    tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]
  );
}
