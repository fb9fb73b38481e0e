import * as z from 'zod/mini';
import { type ExportPorts, exportLog } from './export-log.ts';
import { type CheckpointPorts, type Checkpoints, keepCheckpoints } from './keep-checkpoints.ts';
import { type VerifyPorts, verifyLog } from './verify-log.ts';

export interface DailyPorts extends Omit<ExportPorts, 'announce' | 'log'>, VerifyPorts, CheckpointPorts {
  readonly checkpoints: Checkpoints;
  /** Puts each on the queue that this works off. */
  readonly queue: (tenantIds: readonly string[]) => Promise<void>;
}

export class AuditLogTampered extends Error {
  override readonly name = 'AuditLogTampered';
}

export const dailyMessage = z.union([
  z.object({ tenantId: z.string() }),
  /** Once a day, from the schedule. */
  z.object({ everyTenant: z.literal(true) }),
  /** Once an hour, from the schedule. */
  z.object({ checkpoints: z.literal(true) }),
]);

/**
 * What is locked away by the schedule. Each hour where the logs end; each day what is new of a tenant's log, all of which
 * is checked then: that something is wrong is thrown, for the alarm.
 */
export async function exportDaily(ports: DailyPorts, message: z.infer<typeof dailyMessage>): Promise<void> {
  if ('checkpoints' in message) return keepCheckpoints(ports);
  if ('everyTenant' in message) {
    for await (const heads of ports.heads()) await ports.queue(heads.map(({ tenantId }) => tenantId));
    return;
  }
  const { tenantId } = message;
  // Whoever reads the log need not know that the schedule exported it: the locked file says when.
  while ((await exportLog({ ...ports, announce: async () => {} }, tenantId)).ok);
  const { fault } = await verifyLog(ports, tenantId);
  if (fault) throw new AuditLogTampered(`${tenantId}: row ${fault.sequence} ${fault.kind}`);
}
