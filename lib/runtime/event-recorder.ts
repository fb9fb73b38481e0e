import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEvent } from '../contracts/audit/entry.ts';
import { recordEvent } from './audit-outbox.ts';
import type { Table } from './document-client.ts';

/** Keeps events that come with no change, each as an item of its own in the Identity table. */
export function eventRecorder({ client, name }: Table): (event: AuditEvent) => Promise<void> {
  return async (event) => {
    await client.send(new PutCommand(recordEvent(name, event)));
  };
}
