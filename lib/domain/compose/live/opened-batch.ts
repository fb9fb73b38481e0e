import type { Batch, Sealed } from '../../../contracts/capture/batch.ts';
import type { ComposedRecording } from './recordings.ts';

/** Why a batch can never be composed. The names are stable: they stand in the quarantine and in the API. */
export type QuarantineReason =
  | 'oversized'
  | 'foreign-format'
  | 'recording-mismatch'
  | 'unknown-recording'
  | 'wrong-tenant'
  | 'wrong-key'
  | 'recording-closed'
  | 'sequence-out-of-range'
  | 'sequence-reused'
  | 'inflated-too-large'
  | 'too-deep'
  | 'malformed'
  | 'action-too-large'
  | 'action-limit'
  | 'rate-limited';

/** Where an authentic batch belongs. `digest` tells equal contents, whatever their nonce. */
export interface BatchMark {
  readonly sequence: number;
  readonly digest: string;
}

/** Sealed under the recording's key, so that its sequence counts as taken, readable or not. */
export type AuthenticBatch = BatchMark &
  (
    | {
        readonly ok: true;
        readonly actions: Batch['actions'];
        /** Of the inflated JSON. */
        readonly bytes: number;
      }
    | { readonly ok: false; readonly authentic: true; readonly reason: QuarantineReason }
  );

/** Of what is not authentic anybody may be the sender: it must leave no mark in the recording. */
export type OpenedBatch =
  | AuthenticBatch
  | { readonly ok: false; readonly authentic: false; readonly reason: QuarantineReason };

export interface BatchOpener {
  open(recording: ComposedRecording, sealed: Sealed): Promise<OpenedBatch>;
}
