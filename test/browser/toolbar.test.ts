import { expect, test } from 'vitest';
import { openRecordingBench } from './recording-bench.ts';

test('the toolbar button opens the side panel, which shows the recording that runs', async () => {
  const bench = await openRecordingBench();
  try {
    const { context, extensionId } = bench.browser;
    await bench.page.goto(`${bench.pages.url}/tab-two.html`);
    await bench.browser.start();
    const session = await context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error('No browser session');
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    const tab = targetInfos.find(({ type, url }) => type === 'tab' && url === bench.page.url());
    // Not among Playwright's protocol methods, being experimental.
    const send = session.send.bind(session) as (method: string, parameters: object) => Promise<unknown>;
    await send('Extensions.triggerAction', { id: extensionId, targetId: tab?.targetId });
    const panels = async () => {
      const { targetInfos: all } = await session.send('Target.getTargets');
      return all.filter(({ url }) => url.endsWith('/sidepanel.html')).length;
    };
    await expect.poll(panels, { timeout: 10_000 }).toBe(2);
    const badge = () => bench.browser.panel.evaluate<string>('chrome.action.getBadgeText({})');
    await expect.poll(badge).toBe('REC');
  } finally {
    await bench.close();
  }
});
