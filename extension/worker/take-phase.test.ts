import { expect, test } from 'vitest';
import type { StoredRecording } from '../transport/store.ts';
import { takePhase } from './take-phase.ts';

const recording = (recordingId: string, phase: StoredRecording['phase']) =>
  ({ recordingId, phase }) as StoredRecording;

test('the phase that the sender stored is taken over', () => {
  const current = recording('rec-1', 'finishing');
  takePhase(current, recording('rec-1', 'published'));
  expect(current.phase).toBe('published');
});

test('a recording begun while the one before was being read goes on recording', () => {
  const current = recording('rec-2', 'recording');
  takePhase(current, recording('rec-1', 'finalizing'));
  expect(current.phase).toBe('recording');
});

test('what the person has just pressed is not undone by an older phase on disk', () => {
  const current = recording('rec-1', 'finishing');
  takePhase(current, recording('rec-1', 'recording'));
  expect(current.phase).toBe('finishing');
});
