import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { vainRetitle } from '../../contracts/guides/vain-retitle.ts';
import type { VainRetitles } from '../../domain/ai/title-steps.ts';
import type { ReadGuidePorts } from '../../domain/guides/read-guide.ts';
import type { Table } from '../../runtime/document-client.ts';

/** Seconds; by then nobody wonders any more, and of a guide that was deleted nothing is left. */
const kept = 30 * 24 * 3_600;

/** `VAIN#<tenant>#<guide>`/`VERSION#<number>` */
export function dynamoVainRetitles({
  client,
  name: TableName,
}: Table): VainRetitles & ReadGuidePorts['vainRetitles'] {
  const keyOf = (tenantId: string, guideId: string, version: number) => ({
    pk: `VAIN#${tenantId}#${guideId}`,
    sk: `VERSION#${version}`,
  });
  return {
    find: async (...key) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(...key) }));
      return Item && z.parse(vainRetitle, Item);
    },
    keep: async (tenantId, guideId, version, vain) => {
      const expiresAt = Math.floor(Date.parse(vain.at) / 1_000) + kept;
      const Item = { ...keyOf(tenantId, guideId, version), ...vain, expiresAt };
      await client.send(new PutCommand({ TableName, Item }));
    },
  };
}
