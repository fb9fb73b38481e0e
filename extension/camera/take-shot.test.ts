import { afterEach, expect, test, vi } from 'vitest';
import type { FrameSurvey, WorkerMessage } from '../messages.ts';
import { takeShot } from './take-shot.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const mask = { x: 5, y: 5, width: 40, height: 10 };
const told: FrameSurvey = {
  view: { width: 800, height: 600, scrollX: 0, scrollY: 0 },
  masks: [mask],
  kinds: [],
  children: [],
  changed: false,
};

/** A browser with one tab, whose page answers before the picture as `told`, and after it as given. */
function browser(after: FrameSurvey | 'busy') {
  const answer = async (_tabId: number, message: WorkerMessage) => {
    if (message.type !== 'survey' || message.phase === 'before') return told;
    return after === 'busy' ? new Promise<never>(() => undefined) : after;
  };
  vi.stubGlobal('chrome', {
    tabs: {
      get: async () => ({ active: true, url: 'https://shop.example/', windowId: 1 }),
      captureVisibleTab: async () => 'data:image/png;base64,',
      sendMessage: answer,
    },
    webNavigation: {
      getAllFrames: async () => [{ frameId: 0, parentFrameId: -1, url: 'https://shop.example/' }],
    },
  });
}
const shoot = () => takeShot(1, () => true);

test('a page that did not change is covered where it said', async () => {
  browser(told);
  expect(await shoot()).toMatchObject({ masks: [mask] });
});

test('a page that changed meanwhile is covered where things stood before, and where they stand after', async () => {
  const moved = { ...mask, y: 205 };
  browser({ ...told, masks: [moved], changed: true });
  expect(await shoot()).toMatchObject({ masks: [mask, moved], changedAt: expect.any(Number) });
});

test('a picture of texts that were not judged in time says so', async () => {
  browser({ ...told, unjudged: true, changed: true });
  expect(await shoot()).toMatchObject({ unjudged: true });
  browser(told);
  expect(await shoot()).toMatchObject({ unjudged: false });
});

test('of a page that is too busy to say what it shows after the picture there is none', async () => {
  browser('busy');
  expect(await shoot()).toBeUndefined();
});

test('more than a picture may have are covered by fewer, and none is left out', async () => {
  const masks = Array.from({ length: 600 }, (_, at) => ({ ...mask, x: (at % 10) * 80, y: at * 14 }));
  browser({ ...told, masks, changed: true });
  const shot = await shoot();
  expect(shot?.masks.length).toBeLessThanOrEqual(500);
  const bottom = Math.max(...(shot?.masks ?? []).map(({ y, height }) => y + height));
  expect(bottom).toBe(599 * 14 + 10);
});
