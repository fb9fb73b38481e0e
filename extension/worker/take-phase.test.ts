import { expect, test } from 'vitest';
import type { StoredRecording } from '../transport/store.ts';
import { takePhase } from './take-phase.ts';

const recording = (recordingId: string, phase: StoredRecording['phase']) =>
  ({ recordingId, phase }) as StoredRecording;

test('the phase that the sender stored is taken over', () => {
  const current = recording('rec-1', 'finishing');
  expect(takePhase(current, recording('rec-1', 'published'))).toBe(true);
  expect(current.phase).toBe('published');
});

test('a recording begun while the one before was being read goes on recording', () => {
  const current = recording('rec-2', 'recording');
  expect(takePhase(current, recording('rec-1', 'finalizing'))).toBe(false);
  expect(current.phase).toBe('recording');
});

test('one that goes on, and that the sender has given up, is told to have ended; once', () => {
  const current = recording('rec-1', 'recording');
  expect(takePhase(current, recording('rec-1', 'failed'))).toBe(true);
  expect(takePhase(current, recording('rec-1', 'failed'))).toBe(false);
});

test('what the person has just pressed is not undone by an older phase on disk', () => {
  const current = recording('rec-1', 'finishing');
  takePhase(current, recording('rec-1', 'recording'));
  expect(current.phase).toBe('finishing');
});
