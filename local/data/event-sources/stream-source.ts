import type { LocalContext } from '../../service.ts';
import type { Stream, Streams } from '../kinesis/streams.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { StreamMapping } from './mapping.ts';

/** What the poller of a stream works with. */
export interface StreamSource {
  readonly context: LocalContext;
  readonly streams: Streams;
  readonly stream: Stream;
  readonly checkpoints: Checkpoints;
  readonly mapping: StreamMapping;
  /** Execution role of the function. */
  readonly role: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
}
