import type { VerifyRegistrationPorts } from '../../domain/identity/verify-registration.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

/** `TENANT#<id>`/`WEBHOOK#<id>`: where a tenant wants to hear of events. */
export function dynamoWebhooks(table: Table): VerifyRegistrationPorts['webhooks'] {
  const items = identityItems(table);
  return {
    async addUnverified(tenantId, webhookId, url) {
      const webhook = { url, status: 'unverified', createdAt: new Date().toISOString() };
      await items.add({ pk: `TENANT#${tenantId}`, sk: `WEBHOOK#${webhookId}` }, webhook);
    },
  };
}
