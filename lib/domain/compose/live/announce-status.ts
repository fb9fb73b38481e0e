import type { ComposePorts } from './ports.ts';
import { push } from './push-preview.ts';

export interface GuideOutcome {
  readonly tenantId: string;
  readonly recordingId: string;
  readonly guideId: string;
}

/** Brings the outcome of the guide workflow to the recording and to whoever watches it. Other events pass by. */
export async function announceStatus(
  ports: Pick<ComposePorts, 'recordings' | 'connections' | 'sockets' | 'report'>,
  { tenantId, recordingId, guideId }: GuideOutcome,
  eventName: string,
): Promise<void> {
  const status = statusAfter(eventName);
  if (!status) return;
  if (!(await ports.recordings.setStatus(recordingId, tenantId, status))) return;
  const watchers = await ports.connections.list(recordingId);
  await push(ports, recordingId, watchers, [{ type: 'status', recordingId, status, guideId }]);
}

function statusAfter(eventName: string): 'published' | 'failed' | undefined {
  if (eventName === 'GuidePublished') return 'published';
  return eventName === 'GuideFailed' ? 'failed' : undefined;
}
