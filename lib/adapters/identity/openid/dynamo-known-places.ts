import { createHash } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { KnownPlaces } from '../../../domain/identity/openid/check-credentials.ts';
import type { Table } from '../../../runtime/document-client.ts';

const remembered = 180 * 24 * 3600;

/** Under a hash of e-mail and place, in the Identity table; neither can be read from it. */
export function dynamoKnownPlaces({ client, name }: Table): KnownPlaces {
  const key = (email: string, place: string) => ({
    pk: `PLACE#${createHash('sha256')
      .update(JSON.stringify([email, place]))
      .digest('base64url')}`,
    sk: 'PLACE',
  });
  return {
    async knows(email, place) {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: key(email, place) }));
      return Item !== undefined;
    },
    async remember(email, place, now) {
      const expiresAt = Math.floor(now / 1_000) + remembered;
      await client.send(new PutCommand({ TableName: name, Item: { ...key(email, place), expiresAt } }));
    },
  };
}
