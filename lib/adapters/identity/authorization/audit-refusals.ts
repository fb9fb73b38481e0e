import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Refusals } from '../../../domain/identity/authorization/ports.ts';
import { newAuditEvent, recordEvent } from '../../../runtime/audit-outbox.ts';
import type { Table } from '../../../runtime/document-client.ts';

/** Puts refused requests on record; the log takes them up from there. */
export function auditRefusals({ client, name }: Table): Refusals {
  return {
    async refused(audited) {
      await client.send(new PutCommand(recordEvent(name, newAuditEvent(audited))));
    },
  };
}
