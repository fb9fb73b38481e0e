import { recordingLimits } from '../../../contracts/capture/limits.ts';
import { missingSentence } from '../../../contracts/guides/missing.ts';
import type { Refusal } from './live-log.ts';
import type { QuarantineReason } from './opened-batch.ts';

/** What a guide lacks against what was recorded. */
export interface Shortfall {
  /** Runs of sequences that never arrived, both ends included. */
  readonly absent: { from: number; to: number }[];
  readonly refused: Refusal[];
  readonly limitReached: 'actions' | 'steps' | undefined;
}

const listed = 20;

/** Plain sentences for whoever reads the guide. */
export function missingSentences({ absent, refused, limitReached }: Shortfall): string[] {
  const sentences = [
    ...absent.map(({ from, to }) =>
      from === to
        ? `Part ${from} of the recording never arrived.`
        : `Parts ${from} to ${to} of the recording never arrived.`,
    ),
    ...refused.map(
      ({ sequence, reason }) => `Part ${sequence} of the recording was left out: ${why(reason)}.`,
    ),
  ];
  const shown =
    sentences.length > listed
      ? [
          ...sentences.slice(0, listed),
          missingSentence({ kind: 'more-parts', count: sentences.length - listed }),
        ]
      : sentences;
  return limitReached ? [...shown, limitSentence(limitReached)] : shown;
}

function why(reason: QuarantineReason): string {
  switch (reason) {
    case 'action-limit':
      return `a recording has at most ${recordingLimits.actionsPerRecording} actions`;
    case 'rate-limited':
      return 'too much was sent at once';
    case 'inflated-too-large':
    case 'action-too-large':
      return 'it was too large';
    default:
      return 'it could not be read';
  }
}

function limitSentence(limit: 'actions' | 'steps'): string {
  const count = limit === 'actions' ? recordingLimits.actionsPerRecording : recordingLimits.stepsPerRecording;
  return `The recording went on after its first ${count} ${limit}, which are all that a guide takes.`;
}
