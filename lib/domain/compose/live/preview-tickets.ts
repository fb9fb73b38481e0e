import type { PreviewTicket } from '../../../contracts/compose/step.ts';
import type { Recordings } from './recordings.ts';

const minute = 60_000;
/** The WebSocket API itself ends a connection after two hours. */
const connectionLifetime = 125 * minute;

export interface Tickets {
  /** Keeps only a hash of the ticket that it gives. */
  issue(recordingId: string, expiresAt: number): Promise<string>;
  /** Takes the ticket away and gives its recording; undefined when unknown, expired or used. One caller wins. */
  redeem(ticket: string, now: number): Promise<string | undefined>;
}

export interface PreviewConnections {
  add(recordingId: string, connectionId: string, expiresAt: number): Promise<void>;
}

/** A ticket opens one preview socket within a minute. */
export async function issuePreviewTicket(
  ports: { readonly recordings: Recordings; readonly tickets: Tickets; readonly now: () => number },
  caller: { readonly tenantId: string },
  recordingId: string,
  url: string,
): Promise<{ ok: true; value: PreviewTicket } | { ok: false; reason: 'unknown-recording' }> {
  const recording = await ports.recordings.find(recordingId);
  if (recording?.tenantId !== caller.tenantId) return { ok: false, reason: 'unknown-recording' };
  return { ok: true, value: { url, ticket: await ports.tickets.issue(recordingId, ports.now() + minute) } };
}

/** Gives whether the socket may stand. */
export async function connectPreview(
  ports: { readonly tickets: Tickets; readonly connections: PreviewConnections; readonly now: () => number },
  connectionId: string,
  ticket: string | undefined,
): Promise<boolean> {
  if (!ticket) return false;
  const now = ports.now();
  const recordingId = await ports.tickets.redeem(ticket, now);
  if (!recordingId) return false;
  await ports.connections.add(recordingId, connectionId, now + connectionLifetime);
  return true;
}
