import type { PreviewMessage } from '../../../contracts/compose/step.ts';
import type { KnownSeal } from './carry-known.ts';
import type { LiveLog } from './live-log.ts';
import type { QuarantineReason } from './opened-batch.ts';
import type { Recordings } from './recordings.ts';
import type { RedactingOpener } from './redacting-opener.ts';

/** One record of the stream or message of the queue. `key` is the stream's partition key. */
export interface Delivery {
  readonly id: string;
  readonly data: Uint8Array;
  readonly key?: string;
}

export interface Quarantine {
  /** Keeps what cannot be composed, with the reason. The same again changes nothing. */
  put(
    frame: Uint8Array,
    about: { reason: QuarantineReason; recordingId?: string; sequence?: number },
  ): Promise<void>;
}

export interface Connections {
  /** Ids of the sockets on which the recording is watched. */
  list(recordingId: string): Promise<readonly string[]>;
  remove(recordingId: string, connectionId: string): Promise<void>;
}

export interface Sockets {
  /** `gone` when nobody is there any more. */
  send(connectionId: string, message: PreviewMessage): Promise<'sent' | 'gone'>;
}

export interface Report {
  info(code: string, fields?: Readonly<Record<string, string | number | undefined>>): void;
  warn(code: string, fields?: Readonly<Record<string, string | number | undefined>>): void;
  error(code: string, error: unknown, fields?: Readonly<Record<string, string | number | undefined>>): void;
}

export interface ComposePorts {
  readonly recordings: Recordings;
  readonly live: LiveLog;
  /** Hides what is sensitive in what it opens. */
  readonly opener: RedactingOpener;
  readonly knownSeal: KnownSeal;
  readonly quarantine: Quarantine;
  readonly connections: Connections;
  readonly sockets: Sockets;
  readonly report: Report;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
