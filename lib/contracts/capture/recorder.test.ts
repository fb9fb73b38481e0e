import { expect, test } from 'vitest';
import { readRecorderScript } from './recorder.ts';

const at = { offsetX: 1, offsetY: 1 };
const whole = {
  title: 'Everything',
  timeout: 5_000,
  steps: [
    {
      type: 'setViewport',
      width: 1280,
      height: 800,
      deviceScaleFactor: 1,
      isMobile: false,
      hasTouch: false,
      isLandscape: false,
    },
    { type: 'emulateNetworkConditions', download: 1, upload: 1, latency: 1 },
    {
      type: 'navigate',
      url: 'https://a.example/',
      assertedEvents: [{ type: 'navigation', url: '', title: '' }],
    },
    {
      type: 'click',
      target: 'main',
      frame: [0],
      selectors: [['aria/Save'], '#save', ['xpath///button']],
      ...at,
      button: 'back',
      deviceType: 'touch',
      duration: 10,
    },
    { type: 'doubleClick', selectors: ['#save'], ...at },
    { type: 'hover', selectors: ['#save'] },
    { type: 'change', selectors: ['#name'], value: 'x' },
    { type: 'keyDown', key: 'Enter' },
    { type: 'keyUp', key: 'Enter' },
    { type: 'scroll', x: 1 },
    { type: 'close', target: 'https://popup.example/' },
    {
      type: 'waitForElement',
      selectors: ['#save'],
      operator: '<=',
      count: 0,
      visible: true,
      attributes: { id: 'save' },
      properties: { value: 1 },
    },
    { type: 'waitForExpression', expression: 'true' },
    { type: 'customStep', name: 'x', parameters: { y: 1 } },
  ],
};

test('a script with every step type is read as it is', () => {
  expect(readRecorderScript(whole)).toEqual({ ok: true, script: whole });
});

test.each(whole.steps)('a $type step without its fields is refused by their names', ({ type }) => {
  const read = readRecorderScript({ title: 'x', steps: [{ type, selectors: 3, frame: 'x', timeout: 'x' }] });
  const pointers = read.ok ? [] : read.errors.map(({ pointer }) => pointer);
  expect(pointers).toContain('/steps/0/timeout');
});

test('no more than twenty mistakes are named', () => {
  const read = readRecorderScript({ title: 'x', steps: Array(500).fill({}) });
  expect(read.ok ? [] : read.errors).toHaveLength(20);
});
