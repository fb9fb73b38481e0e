import type { ComposePorts } from './ports.ts';
import { push } from './push-preview.ts';

export interface GuideOutcome {
  readonly tenantId: string;
  readonly recordingId: string;
  readonly guideId: string;
}

/**
 * Brings the outcome of the guide workflow to the recording and to whoever watches it. Other events pass by. That it
 * failed is on the recording already; if it is not any more, a redrive has overtaken the event.
 */
export async function announceStatus(
  ports: Pick<ComposePorts, 'recordings' | 'connections' | 'sockets' | 'report'>,
  { tenantId, recordingId, guideId }: GuideOutcome,
  eventName: string,
): Promise<void> {
  const status = statusAfter(eventName);
  if (!status) return;
  const stands =
    status === 'failed'
      ? await hasFailed(ports, recordingId, tenantId)
      : await ports.recordings.markDone(recordingId, tenantId, status);
  if (!stands) return;
  const watchers = await ports.connections.list(recordingId);
  await push(ports, recordingId, watchers, [{ type: 'status', recordingId, status, guideId }]);
}

async function hasFailed(
  { recordings }: Pick<ComposePorts, 'recordings'>,
  recordingId: string,
  tenantId: string,
): Promise<boolean> {
  const recording = await recordings.find(recordingId);
  return recording?.tenantId === tenantId && recording.status === 'failed';
}

function statusAfter(eventName: string): 'published' | 'blocked' | 'failed' | undefined {
  if (eventName === 'GuidePublished') return 'published';
  if (eventName === 'GuideBlocked') return 'blocked';
  return eventName === 'GuideFailed' ? 'failed' : undefined;
}
