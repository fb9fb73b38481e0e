import { createHash } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AdapterPayload } from 'oidc-provider';
import type { FirstUse } from '../../../domain/identity/openid/second-use.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';

export interface StoredModel {
  readonly payload: AdapterPayload;
  readonly firstUse: FirstUse | undefined;
}

/**
 * What the provider keeps, in the OpenId table under hashes of the names it has outside. Of a token that is itself the
 * secret (`secretIds`) nothing is kept that it could be told from. A device code is looked up by its user code as well,
 * where nobody knows the secret: there it goes by its inner name, the hash, which no client can use.
 */
export function storedModels({ client, name }: Table) {
  const hash = (id: string) => createHash('sha256').update(id).digest('base64url');
  const key = (model: string, id: string) => ({
    pk: `${model}#${model === 'DeviceCode' && isInnerName(id) ? id.slice(innerMark.length) : hash(id)}`,
  });
  const get = async (pk: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: { pk }, ConsistentRead: true }),
    );
    return Item;
  };
  const toStored = (item: Record<string, unknown>, id?: string): StoredModel => ({
    payload: { ...(item.payload as AdapterPayload), ...(id === undefined ? {} : { jti: id }) },
    firstUse: item.firstUse as FirstUse | undefined,
  });

  return {
    async find(model: string, id: string): Promise<StoredModel | undefined> {
      const item = await get(key(model, id).pk);
      return item && toStored(item, id);
    },
    /** @param alias another name of the same thing, such as a user code */
    async findByAlias(model: string, alias: string): Promise<StoredModel | undefined> {
      const pointer = await get(key(`${model}Alias`, alias).pk);
      const item = pointer && (await get(pointer.target));
      const inner = innerMark + String(pointer?.target).slice(`${model}#`.length);
      return item && toStored(item, secretIds.has(model) ? inner : undefined);
    },
    /** Keeps what else is known of it, such as its polls. @param expiresAt Unix seconds */
    async save(
      model: string,
      id: string,
      payload: AdapterPayload,
      { expiresAt, alias }: { readonly expiresAt: number; readonly alias: string | undefined },
    ): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: key(model, id),
          UpdateExpression: 'SET payload = :payload, expiresAt = :expiresAt',
          ExpressionAttributeValues: {
            ':payload': secretIds.has(model) ? { ...payload, jti: undefined } : payload,
            ':expiresAt': expiresAt,
          },
        }),
      );
      if (alias === undefined) return;
      const pointer = { ...key(`${model}Alias`, alias), target: key(model, id).pk, expiresAt };
      await client.send(new PutCommand({ TableName: name, Item: pointer }));
    },
    /** One caller wins: false when it was used before, or is not there. */
    use: (model: string, id: string, use: FirstUse): Promise<boolean> =>
      ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: key(model, id),
            UpdateExpression: 'SET firstUse = :use',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(firstUse)',
            ExpressionAttributeValues: { ':use': use },
          }),
        ),
      ),
    async remove(model: string, id: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: name, Key: key(model, id) }));
    },
    /**
     * Notes a poll of a device. False when it came before its time; the next is due `step` seconds later than it would
     * have been (RFC 8628, `slow_down`). A code that is not there may be polled.
     */
    async poll(id: string, now: number, step: number): Promise<boolean> {
      const Key = key('DeviceCode', id);
      const seconds = Math.ceil(now / 1_000);
      const noted = await ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key,
            UpdateExpression: 'SET nextPoll = if_not_exists(pollEvery, :step) + :now',
            ConditionExpression:
              'attribute_exists(pk) AND (attribute_not_exists(nextPoll) OR nextPoll <= :now)',
            ExpressionAttributeValues: { ':step': step, ':now': seconds },
          }),
        ),
      );
      if (noted) return true;
      const slowed = await ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key,
            UpdateExpression:
              'SET pollEvery = if_not_exists(pollEvery, :step) + :step, nextPoll = if_not_exists(pollEvery, :step) + :later',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':step': step, ':later': seconds + step },
          }),
        ),
      );
      return !slowed;
    },
  };
}

export type StoredModels = ReturnType<typeof storedModels>;

/** Whoever reads the table must not be able to use what it finds. */
const secretIds = new Set(['AuthorizationCode', 'DeviceCode', 'RefreshToken']);

/** In no name that the provider makes up. */
const innerMark = '#';

export function isInnerName(id: string): boolean {
  return id.startsWith(innerMark);
}
