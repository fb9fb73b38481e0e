import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { KeptAnswers } from '../../domain/ai/gateway/ports.ts';
import type { Table } from '../../runtime/document-client.ts';

const days = 30;

/** `ANSWER#<tenant>#<hash>`: what a model answered, with placeholders for what is personal. A tenant's are its own. */
export function dynamoAnswers({ client, name: TableName }: Table): KeptAnswers {
  const keyOf = (tenantId: string, hash: string) => ({ pk: `ANSWER#${tenantId}#${hash}`, sk: 'ANSWER' });
  return {
    find: async (tenantId, hash) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(tenantId, hash) }));
      return Item?.answer;
    },
    keep: async (tenantId, hash, answer) => {
      const expiresAt = Math.floor(Date.now() / 1_000) + days * 24 * 3_600;
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(tenantId, hash), answer, expiresAt } }));
    },
  };
}
