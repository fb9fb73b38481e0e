import type { PreviewMessage, Step } from '../../../contracts/compose/step.ts';
import { bare } from './bare-step.ts';
import { inParallel } from './in-parallel.ts';
import type { StepRecord } from './live-log.ts';
import type { ComposePorts } from './ports.ts';

/** A frame of the WebSocket API holds 32 KiB. */
const messageBytes = 32 * 1024;
const socketsAtOnce = 16;

type PushPorts = Pick<ComposePorts, 'connections' | 'sockets' | 'report'>;

/** Shows changed steps to whoever watches. Nobody's socket may hold up the recording: failures are only reported. */
export async function pushSteps(
  ports: PushPorts,
  recordingId: string,
  watchers: readonly string[],
  composedSequence: number,
  records: readonly StepRecord[],
): Promise<void> {
  if (watchers.length === 0 || records.length === 0) return;
  await push(ports, recordingId, watchers, stepMessages(recordingId, composedSequence, records));
}

export async function push(
  ports: PushPorts,
  recordingId: string,
  watchers: readonly string[],
  messages: readonly PreviewMessage[],
): Promise<void> {
  await inParallel(watchers, socketsAtOnce, async (connectionId) => {
    try {
      for (const message of messages) {
        if ((await ports.sockets.send(connectionId, message)) === 'sent') continue;
        await ports.connections.remove(recordingId, connectionId);
        return;
      }
    } catch (error) {
      ports.report.error('PREVIEW_FAILED', error, { recordingId });
    }
  });
}

/** The changes as messages that each fit a frame. */
export function stepMessages(
  recordingId: string,
  composedSequence: number,
  records: readonly StepRecord[],
): PreviewMessage[] {
  const changed = records.flatMap(({ step }) => (step ? [step] : [])).map(fitting);
  const removed = records.filter(({ step }) => !step).map(({ id }) => id);
  const message = (part: Step[], gone: string[]): PreviewMessage => ({
    type: 'steps',
    recordingId,
    composedSequence,
    changed: part,
    removed: gone,
  });
  const messages: PreviewMessage[] = [];
  const overhead = bytesOf(message([], removed));
  let part: Step[] = [];
  let size = overhead;
  for (const step of changed) {
    const bytes = bytesOf(step) + 1;
    if (part.length > 0 && size + bytes > messageBytes) {
      messages.push(message(part, messages.length === 0 ? removed : []));
      part = [];
      size = overhead;
    }
    part.push(step);
    size += bytes;
  }
  messages.push(message(part, messages.length === 0 ? removed : []));
  return messages;
}

/** Without its picture, then without its selectors, then bare, when it would not fit a message of its own. */
function fitting(step: Step): Step {
  const room = messageBytes - 8 * 1024;
  if (bytesOf(step) <= room) return step;
  const { thumbnail: _thumbnail, ...plain } = step;
  if (bytesOf(plain) <= room) return plain;
  if (!plain.target) return bare(plain);
  const { onto: _onto, ...rest } = plain;
  const unnamed = { ...rest, target: { ...plain.target, selectors: [] } };
  return bytesOf(unnamed) <= room ? unnamed : bare(unnamed);
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
