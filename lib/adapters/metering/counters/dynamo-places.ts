import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Places } from '../../../domain/metering/recording-allowance.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';

/** Rounds of clearing out what has ended, while others do the same. */
const tries = 5;

interface PlacesItem {
  /** Until when, in milliseconds since the epoch, by the id that holds the place. */
  readonly places?: Readonly<Record<string, number>>;
}

/** `RECORDINGS#<tenant>`: `places`, a map whose size is the condition of every new one. */
export function dynamoPlaces({ client, name: TableName }: Table, now: () => number = Date.now): Places {
  const keyOf = (tenantId: string) => ({ TableName, Key: { pk: `RECORDINGS#${tenantId}` } });

  /** Undefined when the place was taken; else the item as it is. */
  const tryTake = async (tenantId: string, { id, until }: Holder, most: number) => {
    try {
      await client.send(
        new UpdateCommand({
          ...keyOf(tenantId),
          UpdateExpression: 'SET places.#id = :until',
          ConditionExpression: 'attribute_exists(places.#id) OR size(places) < :most',
          ExpressionAttributeNames: { '#id': id },
          ExpressionAttributeValues: { ':until': until, ':most': most },
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
      return read(tenantId);
    }
  };

  const read = async (tenantId: string): Promise<PlacesItem> => {
    const { Item } = await client.send(new GetCommand({ ...keyOf(tenantId), ConsistentRead: true }));
    return (Item ?? {}) as PlacesItem;
  };

  const begin = (tenantId: string) =>
    ifHolds(
      client.send(
        new UpdateCommand({
          ...keyOf(tenantId),
          UpdateExpression: 'SET places = :none',
          ConditionExpression: 'attribute_not_exists(places)',
          ExpressionAttributeValues: { ':none': {} },
        }),
      ),
    );

  /** Only while each is as it was read: a recording that goes on meanwhile keeps its place. */
  const clear = (tenantId: string, ended: readonly (readonly [id: string, until: number])[]) =>
    ifHolds(
      client.send(
        new UpdateCommand({
          ...keyOf(tenantId),
          UpdateExpression: `REMOVE ${ended.map((_, at) => `places.#id${at}`).join(', ')}`,
          ConditionExpression: ended.map((_, at) => `places.#id${at} = :until${at}`).join(' AND '),
          ExpressionAttributeNames: Object.fromEntries(ended.map(([id], at) => [`#id${at}`, id])),
          ExpressionAttributeValues: Object.fromEntries(ended.map(([, until], at) => [`:until${at}`, until])),
        }),
      ),
    );

  return {
    async take(tenantId, holder, most) {
      for (let left = tries; left > 0; left--) {
        const item = await tryTake(tenantId, holder, most);
        if (!item) return true;
        if (!item.places) {
          await begin(tenantId);
          continue;
        }
        const ended = Object.entries(item.places).filter(([, until]) => until <= now());
        if (ended.length === 0 && Object.keys(item.places).length >= most) return false;
        if (ended.length > 0) await clear(tenantId, ended.slice(0, mostAtOnce));
      }
      return false;
    },
    async free(tenantId, id) {
      await ifHolds(
        client.send(
          new UpdateCommand({
            ...keyOf(tenantId),
            UpdateExpression: 'REMOVE places.#id',
            ConditionExpression: 'attribute_exists(places.#id)',
            ExpressionAttributeNames: { '#id': id },
          }),
        ),
      );
    },
    async count(tenantId) {
      const { places = {} } = await read(tenantId);
      return Object.values(places).filter((until) => until > now()).length;
    },
  };
}

/** An expression may be 4 KB long. */
const mostAtOnce = 50;

type Holder = Parameters<Places['take']>[1];
