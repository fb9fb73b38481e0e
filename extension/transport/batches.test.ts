import { expect, test } from 'vitest';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import { batchSize } from './batches.ts';
import type { StoredAction } from './store.ts';

const stored = (index: number, more: Partial<StoredAction> = {}, thumbnail = ''): StoredAction => ({
  recordingId: 'rec_1',
  index,
  message: String(index),
  settled: true,
  action: {
    index,
    at: index,
    page: { url: 'https://example.org/', title: '' },
    tab: 1,
    thumbnail,
    detail: { kind: 'close-tab' },
  },
  ...more,
});
const many = (count: number, thumbnail = '') =>
  Array.from({ length: count }, (_, index) => stored(index, {}, thumbnail));

test('an action whose picture is still awaited holds back those after it, so that order is kept', () => {
  expect(batchSize([stored(0), stored(1, { settled: false }), stored(2)])).toBe(1);
});

test('a batch holds at most as many actions as the server takes', () => {
  expect(batchSize(many(recordingLimits.actionsPerBatch + 1))).toBe(recordingLimits.actionsPerBatch);
});

test('pictures count: the largest thumbnails fill a batch before its limit of bytes', () => {
  const largest = 'A'.repeat(Math.ceil((recordingLimits.thumbnailBytes * 4) / 3));
  const size = batchSize(many(60, largest));
  expect(size).toBeGreaterThan(5);
  expect(size * recordingLimits.thumbnailBytes).toBeLessThan(recordingLimits.batchBytes);
});

test('one action goes alone however large it is', () => {
  expect(batchSize(many(2, 'A'.repeat(400_000)))).toBe(1);
});
