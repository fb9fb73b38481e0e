import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StepEdit } from '../messages.ts';
import { createEdits, undoTime } from './edits.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setting(answer: (message: StepEdit) => string | undefined = () => undefined) {
  const told: StepEdit[] = [];
  const edits = createEdits('rec_1', async (message) => {
    told.push(message);
    return answer(message);
  });
  return { edits, told };
}

test('a deleted step is hidden at once and deleted some seconds later', async () => {
  const { edits, told } = setting();
  edits.remove('stp_1');
  expect(edits.snapshot().removed.get('stp_1')).toBe('restorable');
  await vi.advanceTimersByTimeAsync(undoTime - 1);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([{ type: 'panel/remove-step', recordingId: 'rec_1', stepId: 'stp_1' }]);
  expect(edits.snapshot().removed.get('stp_1')).toBe('gone');
});

test('a step that is restored in time is as it was, and nobody is told', async () => {
  const { edits, told } = setting();
  edits.remove('stp_1');
  await vi.advanceTimersByTimeAsync(undoTime / 2);
  edits.restore('stp_1');
  await vi.advanceTimersByTimeAsync(undoTime * 2);
  expect(edits.snapshot().removed.size).toBe(0);
  expect(told).toEqual([]);
});

test('a step that could not be deleted comes back, and why is said', async () => {
  const { edits } = setting(() => 'The extension was updated.');
  edits.remove('stp_1');
  await vi.advanceTimersByTimeAsync(undoTime);
  expect(edits.snapshot()).toMatchObject({ removed: new Map(), problem: 'The extension was updated.' });
});

test('settling tells notes in progress and deletes what is hidden, each once', async () => {
  const { edits, told } = setting();
  edits.write('stp_1', ' Only when asked\n');
  edits.write('stp_2', 'never mind');
  edits.cancel('stp_2');
  edits.remove('stp_3');
  await edits.settle();
  await edits.settle();
  await vi.advanceTimersByTimeAsync(undoTime);
  expect(told).toEqual([
    { type: 'panel/note', recordingId: 'rec_1', stepId: 'stp_1', note: 'Only when asked' },
    { type: 'panel/remove-step', recordingId: 'rec_1', stepId: 'stp_3' },
  ]);
  expect(edits.snapshot().writing.size).toBe(0);
});

test('a note that could not be saved stays open with what was typed', async () => {
  let answer: string | undefined = 'not now';
  const { edits, told } = setting(() => answer);
  edits.write('stp_1', 'Careful');
  expect(await edits.save('stp_1')).toBe('not now');
  expect(edits.snapshot().writing.has('stp_1')).toBe(true);
  answer = undefined;
  expect(await edits.save('stp_1')).toBeUndefined();
  expect(told).toHaveLength(2);
  expect(edits.snapshot().writing.has('stp_1')).toBe(false);
});

test('what is typed while a note is being saved is kept for the next saving', async () => {
  const { edits, told } = setting();
  edits.write('stp_1', 'Care');
  const saving = edits.save('stp_1');
  edits.write('stp_1', 'Careful');
  await saving;
  expect(edits.snapshot().writing.has('stp_1')).toBe(true);
  await edits.settle();
  expect(told.at(-1)).toMatchObject({ note: 'Careful' });
});

test('a step that is deleted takes its note in progress with it', async () => {
  const { edits, told } = setting();
  edits.write('stp_1', 'Careful');
  edits.remove('stp_1');
  await edits.settle();
  expect(told).toEqual([{ type: 'panel/remove-step', recordingId: 'rec_1', stepId: 'stp_1' }]);
});
