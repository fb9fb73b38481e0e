import type { Action } from '../../lib/contracts/capture/action.ts';
import type { Intake } from './intake.ts';
import { isPage } from './page-address.ts';
import type { Pictured } from './pictures.ts';

type Navigate = Extract<Action['detail'], { kind: 'navigate' }>;

export interface TabEventPorts {
  readonly intake: Pick<Intake, 'note'>;
  readonly isRecording: () => Promise<boolean>;
  /** When a person last did something in the tab; 0 for never. */
  readonly lastActionAt: (tabId: number) => number;
  readonly picture: (tabId: number) => Promise<Pictured>;
  /** The tab shows another page, or is gone. */
  readonly onGone: (tabId: number) => void;
}

/** Milliseconds within which what a person did explains what the browser does. */
const explains = 3_000;
/** How long a page's message about an action may take when the browser's about its effect is quicker. */
const overtaking = 150;
/** How long a page that was gone to may load before its picture is taken, and rest before that. */
const longestLoad = 1_200;
const restAfterLoad = 150;
/** A tab comes to the front by itself right after it was opened. */
const openedJustNow = 1_000;

/** What the browser knows and pages do not: navigation and tabs. Must be called while the worker starts. */
export function watchTabs({ intake, isRecording, lastActionAt, picture, onGone }: TabEventPorts): void {
  const pages = new Map<number, Action['page']>();
  const opened = new Map<number, number>();
  let front: number | undefined;

  const pageOf = async (tabId: number): Promise<Action['page']> => {
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    const url = tab?.url || tab?.pendingUrl || 'about:blank';
    return { url, title: tab?.title && tab.title !== url && !url.endsWith(tab.title) ? tab.title : '' };
  };
  const isExplained = (tabId: number) => Date.now() - lastActionAt(tabId) < explains;

  const noteIfRecording = async (
    detail: Action['detail'],
    page: Action['page'],
    tabId: number,
  ): Promise<void> => {
    if (await isRecording()) await intake.note(detail, page, tabId);
  };

  const navigated = async (tabId: number, url: string, cause: Navigate['cause']): Promise<void> => {
    if (!isPage(url) || !(await isRecording())) return;
    // The click that led here may still be on its way from the page.
    if (cause === 'action' || cause === 'script')
      await new Promise((resolve) => setTimeout(resolve, overtaking));
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    // Chromium loads some pages in the background, ready to be shown.
    if (!tab) return;
    const page = { ...(await pageOf(tabId)), url };
    pages.set(tabId, page);
    const shows = cause !== 'action' && cause !== 'script' && tab.active;
    const shown = shows ? loaded(tabId).then(() => show(tabId, url)) : undefined;
    await intake.note({ kind: 'navigate', cause }, page, tabId, shown);
  };

  /** The picture of a page that has loaded, and its title, which is not known before. */
  const show = async (tabId: number, url: string): Promise<Pictured & { title?: string }> => {
    const [pictured, now] = await Promise.all([picture(tabId), pageOf(tabId)]);
    return now.url === url && now.title ? { ...pictured, title: now.title } : pictured;
  };

  chrome.webNavigation.onCommitted.addListener(
    ({ tabId, frameId, url, transitionType, transitionQualifiers }) => {
      if (frameId !== 0) return;
      onGone(tabId);
      void navigated(tabId, url, causeOf(transitionType, transitionQualifiers, isExplained(tabId)));
    },
  );
  const withinPage = ({
    tabId,
    frameId,
    url,
    transitionQualifiers,
  }: chrome.webNavigation.WebNavigationTransitionCallbackDetails) => {
    if (frameId !== 0 || pages.get(tabId)?.url === url) return;
    void navigated(tabId, url, causeOf('link', transitionQualifiers, isExplained(tabId)));
  };
  chrome.webNavigation.onHistoryStateUpdated.addListener(withinPage);
  chrome.webNavigation.onReferenceFragmentUpdated.addListener(withinPage);

  chrome.tabs.onCreated.addListener(({ id, openerTabId, pendingUrl, url }) => {
    const address = pendingUrl || url || '';
    if (id === undefined || address.startsWith(chrome.runtime.getURL(''))) return;
    opened.set(id, Date.now());
    const byAction = openerTabId !== undefined && isExplained(openerTabId);
    const page = { url: address || 'about:blank', title: '' };
    void noteIfRecording({ kind: 'open-tab', cause: byAction ? 'action' : 'address' }, page, id);
  });

  const cameToFront = async (tabId: number): Promise<void> => {
    const before = front;
    const page = await pageOf(tabId);
    if (!isPage(page.url)) return;
    front = tabId;
    if (before === tabId || Date.now() - (opened.get(tabId) ?? 0) < openedJustNow) return;
    await noteIfRecording({ kind: 'switch-tab' }, page, tabId);
  };
  chrome.tabs.onActivated.addListener(({ tabId }) => void cameToFront(tabId));
  chrome.windows.onFocusChanged.addListener((windowId) => {
    if (windowId === chrome.windows.WINDOW_ID_NONE) return;
    void chrome.tabs.query({ windowId, active: true }).then(async ([tab]) => {
      if (tab?.id !== undefined) await cameToFront(tab.id);
    });
  });

  chrome.tabs.onUpdated.addListener((tabId, { title }, { url }) => {
    if (title && isPage(url)) pages.set(tabId, { url, title });
  });
  chrome.tabs.onRemoved.addListener((tabId) => {
    onGone(tabId);
    const page = pages.get(tabId);
    pages.delete(tabId);
    opened.delete(tabId);
    if (!page) return;
    void noteIfRecording({ kind: 'close-tab' }, page, tabId);
  });
}

/** Resolves when the page has loaded and come to rest, or is too slow to be waited for. */
async function loaded(tabId: number): Promise<void> {
  for (let waited = 0; waited < longestLoad; waited += 50) {
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    if (tab?.status !== 'loading') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await new Promise((resolve) => setTimeout(resolve, restAfterLoad));
}

/** Chromium's transition tells how the address came about (chrome.history, Transition types). */
export function causeOf(
  transition: string,
  qualifiers: readonly string[],
  isExplained: boolean,
): Navigate['cause'] {
  if (qualifiers.includes('forward_back')) return 'back-forward';
  if (transition === 'reload') return 'reload';
  if (qualifiers.includes('from_address_bar')) return 'address';
  if (transition === 'link' || transition === 'form_submit') return isExplained ? 'action' : 'script';
  return 'address';
}
