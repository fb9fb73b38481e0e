import type { SendMailPorts } from '../../domain/identity/send-mail.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

/** Longer than the queue keeps a message. */
const keptSeconds = 15 * 24 * 3_600;

/** `MAIL#<id>`/`MAIL`. */
export function dynamoSentMails(table: Table): SendMailPorts['sent'] {
  const items = identityItems(table);
  const key = (id: string) => ({ pk: `MAIL#${id}`, sk: 'MAIL' });
  return {
    has: async (id) => (await items.get(key(id))) !== undefined,
    async mark(id) {
      await items.add(key(id), { expiresAt: Math.floor(Date.now() / 1_000) + keptSeconds });
    },
  };
}
