import type { LiveRecording, PreviewMessage, Step } from '../../../lib/contracts/compose/step.ts';

/** The recording after a pushed message; an older message than what is shown changes nothing. */
export function applyPreview(now: LiveRecording, message: PreviewMessage): LiveRecording {
  if (message.type === 'status') return { ...now, status: message.status };
  if (message.composedSequence < now.composedSequence) return now;
  const steps = new Map<string, Step>(now.steps.map((step) => [step.id, step]));
  for (const id of message.removed) steps.delete(id);
  for (const step of message.changed) {
    // A later push may leave the picture out to stay small; the one that came first is kept.
    const thumbnail = step.thumbnail ?? steps.get(step.id)?.thumbnail;
    steps.set(step.id, thumbnail ? { ...step, thumbnail } : step);
  }
  return {
    ...now,
    composedSequence: message.composedSequence,
    steps: [...steps.values()].sort((a, b) => a.actions.first - b.actions.first),
  };
}
