import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { vainRetitle } from '../../contracts/guides/vain-retitle.ts';
import type { ReadGuidePorts } from '../../domain/guides/read-guide.ts';
import type { Table } from '../../runtime/document-client.ts';
import { vainRetitleKey } from '../../runtime/vain-retitle-key.ts';

export function dynamoVainRetitles({ client, name: TableName }: Table): ReadGuidePorts['vainRetitles'] {
  return {
    find: async (...key) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: vainRetitleKey(...key) }));
      return Item && z.parse(vainRetitle, Item);
    },
  };
}
