import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { VainRetitles } from '../../domain/ai/title-steps.ts';
import type { Table } from '../../runtime/document-client.ts';
import { vainRetitleKey } from '../../runtime/vain-retitle-key.ts';

/** Seconds; by then nobody wonders any more, and of a guide that was deleted nothing is left. */
const kept = 30 * 24 * 3_600;

export function dynamoVainRetitles({ client, name: TableName }: Table): VainRetitles {
  return {
    keep: async (tenantId, guideId, version, vain) => {
      const expiresAt = Math.floor(Date.parse(vain.at) / 1_000) + kept;
      const Item = { ...vainRetitleKey(tenantId, guideId, version), ...vain, expiresAt };
      await client.send(new PutCommand({ TableName, Item }));
    },
  };
}
