import { actorOf, type NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { type ExportPorts, exportLog } from './export-log.ts';

export interface RequestedExportPorts extends Omit<ExportPorts, 'announce'> {
  readonly newAuditEvent: NewAuditEvent;
  readonly record: (event: AuditEvent) => Promise<void>;
}

/** That somebody exports the log is in the log as well. */
export function exportOnRequest(
  ports: RequestedExportPorts,
  caller: { readonly tenantId: string; readonly userId: string },
): ReturnType<typeof exportLog> {
  const { tenantId } = caller;
  const announce = ({ from, to }: { from: number; to: number }) =>
    ports.record(
      ports.newAuditEvent({
        tenantId,
        actor: actorOf(caller),
        action: 'exportAudit',
        resource: { kind: 'AuditLog', id: tenantId },
        facts: { from: String(from), to: String(to) },
      }),
    );
  return exportLog({ ...ports, announce }, tenantId);
}
