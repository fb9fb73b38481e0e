import { expect, test } from 'vitest';
import { collectMasks, haveChanged, placeFrame, pointToTop, type SurveyedFrame, toTop } from './frames.ts';

const view = { width: 100, height: 100, scrollX: 0, scrollY: 0 };
const child = (token: string, x: number, y: number, scale = 1) => ({
  token,
  rect: { x, y, width: 200, height: 100 },
  scale,
});

const nested: SurveyedFrame[] = [
  {
    frameId: 0,
    parentFrameId: -1,
    survey: { view, masks: [], kinds: [], children: [child('a', 50, 20, 0.5)], changed: false },
  },
  {
    frameId: 4,
    parentFrameId: 0,
    survey: { token: 'a', view, masks: [], kinds: [], children: [child('b', 10, 30)], changed: false },
  },
  {
    frameId: 9,
    parentFrameId: 4,
    survey: {
      token: 'b',
      view,
      masks: [{ x: 2, y: 2, width: 20, height: 10 }],
      kinds: ['email'],
      children: [],
      changed: false,
    },
  },
];

test('a frame in a frame is placed through both, scaled as the outer one is', () => {
  const place = placeFrame(nested, 9);
  expect(place).toEqual({ x: 55, y: 35, scale: 0.5 });
  expect(place && toTop(place, { x: 2, y: 4, width: 20, height: 10 })).toEqual({
    x: 56,
    y: 37,
    width: 10,
    height: 5,
  });
  expect(place && pointToTop(place, { x: 2, y: 4 })).toEqual({ x: 56, y: 37 });
});

test('a frame whose token its parent does not know is not placed', () => {
  const forged = nested.map((frame) =>
    frame.frameId === 9 && frame.survey ? { ...frame, survey: { ...frame.survey, token: 'forged' } } : frame,
  );
  expect(placeFrame(forged, 9)).toBeUndefined();
});

test('masks of nested frames are collected where they lie in the top page', () => {
  expect(collectMasks(nested)).toEqual([{ x: 56, y: 36, width: 10, height: 5 }]);
});

test('a frame that did not answer is covered whole', () => {
  const silent = nested.map((frame) => (frame.frameId === 9 ? { ...frame, survey: undefined } : frame));
  expect(collectMasks(silent)).toEqual([{ x: 55, y: 35, width: 100, height: 50 }]);
});

test('a frame that answered before the picture and is too busy to after it counts as changed', () => {
  const busy = nested.map((frame) =>
    frame.frameId === 0 ? { frameId: frame.frameId, parentFrameId: frame.parentFrameId } : frame,
  );
  expect(haveChanged(nested, nested)).toBe(false);
  expect(haveChanged(nested, busy)).toBe(true);
  expect(haveChanged(busy, busy)).toBe(false);
});
