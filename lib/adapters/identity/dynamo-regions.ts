import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { RegisterPorts } from '../../domain/identity/register.ts';
import type { Table } from '../../runtime/document-client.ts';

interface Region {
  readonly region: string;
  readonly apiUrl: string;
  readonly edgeUrl: string;
}

/** In the directory of tenants, which every region reads: each region's own addresses, as `REGION#<region>`. */
export function dynamoRegions({ client, name }: Table): Pick<RegisterPorts['regions'], 'find'> & {
  announce(here: Region): Promise<void>;
} {
  const key = (region: string) => ({ tenantId: `REGION#${region}` });
  return {
    async find(region) {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: key(region) }));
      return Item && { apiUrl: String(Item.apiUrl) };
    },
    async announce(here) {
      await client.send(new PutCommand({ TableName: name, Item: { ...key(here.region), ...here } }));
    },
  };
}
