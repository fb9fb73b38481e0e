import * as z from 'zod/mini';
import { type ExportPorts, exportLog } from './export-log.ts';
import { type VerifyPorts, verifyLog } from './verify-log.ts';

export interface DailyPorts extends Omit<ExportPorts, 'announce' | 'log'>, VerifyPorts {
  readonly tenants: () => AsyncIterable<readonly string[]>;
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
]);

/** Exports what is new of a tenant's log and then checks all of it; that something is wrong is thrown, for the alarm. */
export async function exportDaily(ports: DailyPorts, message: z.infer<typeof dailyMessage>): Promise<void> {
  if ('everyTenant' in message) {
    for await (const tenantIds of ports.tenants()) await ports.queue(tenantIds);
    return;
  }
  const { tenantId } = message;
  // Whoever reads the log need not know that the schedule exported it: the locked file says when.
  while ((await exportLog({ ...ports, announce: async () => {} }, tenantId)).ok);
  const { fault } = await verifyLog(ports, tenantId);
  if (fault) throw new AuditLogTampered(`${tenantId}: row ${fault.sequence} ${fault.kind}`);
}
