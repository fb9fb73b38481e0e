import type { RecordingState } from '../messages.ts';

const looks = {
  recording: { text: 'REC', colour: '#c92a2a', title: 'Guidewright is recording' },
  paused: { text: 'II', colour: '#8a5a00', title: 'Guidewright is paused' },
  finishing: { text: '…', colour: '#1864ab', title: 'Guidewright is sending the recording' },
  finalizing: { text: '…', colour: '#1864ab', title: 'Guidewright is making the guide' },
  published: { text: '✓', colour: '#1b6e3c', title: 'The guide is published' },
  blocked: { text: '!', colour: '#8a5a00', title: 'The guide waits for your decision' },
  failed: { text: '!', colour: '#c92a2a', title: 'The guide could not be made' },
} as const;

/** The toolbar button tells the state at a glance. */
export async function showBadge(recording: RecordingState | undefined): Promise<void> {
  const look = recording ? looks[recording.phase] : { text: '', colour: '#000000', title: 'Guidewright' };
  const stuck = recording && ['signed-out', 'refused'].includes(recording.upload.connection);
  await Promise.all([
    chrome.action.setBadgeText({ text: stuck ? '!' : look.text }),
    chrome.action.setBadgeBackgroundColor({ color: look.colour }),
    chrome.action.setBadgeTextColor({ color: '#ffffff' }),
    chrome.action.setTitle({ title: look.title }),
  ]);
}
