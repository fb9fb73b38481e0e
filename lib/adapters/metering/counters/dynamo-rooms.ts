import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { GuideRooms } from '../../../domain/metering/guide-rooms.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';
import { type RoomsItem, readRooms, roomsPlace, stillHeld } from './rooms-item.ts';

/** Rounds of making the item, or of clearing out what has ended, while others do the same. */
const tries = 5;
/** Milliseconds after which a discarded recording's guide cannot come to be: longer than its workflow may take. */
const lastMoment = 2 * 3_600_000;

/** `GUIDES#<tenant>`: each room taken is one conditional write, which counts it and names who holds it. */
export function dynamoRooms(table: Table, now: () => number = Date.now): GuideRooms {
  const { client, name } = table;
  const write = (tenantId: string, { update, condition, names, values }: Write) =>
    ifHolds(
      client.send(
        new UpdateCommand({
          ...roomsPlace(name, tenantId),
          UpdateExpression: update,
          ConditionExpression: condition,
          ...(names ? { ExpressionAttributeNames: names } : {}),
          ExpressionAttributeValues: { ':one': 1, ...values },
        }),
      ),
    );

  const begin = (tenantId: string) =>
    write(tenantId, {
      update: 'SET held = :none, making = :none, taken = :zero ADD revision :one',
      condition: 'attribute_not_exists(held)',
      values: { ':none': {}, ':zero': 0 },
    });

  const takeInto =
    (place: 'held' | 'making') =>
    async (tenantId: string, { id, until }: Holder, most: number) => {
      for (let left = tries; left > 0; left--) {
        const taken = await write(tenantId, {
          update: `SET ${place}.#id = :until ADD taken :one, revision :one`,
          condition: 'attribute_not_exists(held.#id) AND attribute_not_exists(making.#id) AND taken < :most',
          names: { '#id': id },
          values: { ':until': until, ':most': most },
        });
        if (taken) return true;
        const item = await readRooms(table, tenantId);
        if (!item) await begin(tenantId);
        else if (id in item.held || id in item.making) return true;
        else if (Object.keys(stillHeld(item.held, now())).length < Object.keys(item.held).length)
          await clear(tenantId, item);
        else if (item.taken >= most) return false;
      }
      return false;
    };

  /** Nobody finishes what lost its room without taking one anew. */
  const clear = (tenantId: string, { held, revision, taken }: RoomsItem) => {
    const left = stillHeld(held, now());
    const given = Object.keys(held).length - Object.keys(left).length;
    return write(tenantId, {
      update: 'SET held = :left, taken = :taken ADD revision :one',
      condition: 'revision = :revision',
      values: { ':left': left, ':taken': taken - given, ':revision': revision },
    });
  };

  return {
    take: takeInto('held'),
    async keep(tenantId, { id, until }, most) {
      const kept = await write(tenantId, {
        update: 'SET making.#id = :until REMOVE held.#id ADD revision :one',
        condition: 'attribute_exists(held.#id) OR attribute_exists(making.#id)',
        names: { '#id': id },
        values: { ':until': until },
      });
      return kept || takeInto('making')(tenantId, { id, until }, await most());
    },
    async made(tenantId, guideId) {
      await write(tenantId, {
        update: 'REMOVE held.#id, making.#id ADD revision :one',
        condition: 'attribute_exists(held.#id) OR attribute_exists(making.#id)',
        names: { '#id': guideId },
      });
    },
    async free(tenantId, guideId) {
      const names = { '#id': guideId };
      const freed = await write(tenantId, {
        update: 'REMOVE held.#id ADD taken :less, revision :one',
        condition: 'attribute_exists(held.#id)',
        names,
        values: { ':less': -1 },
      });
      if (freed) return;
      // It may be there already, or its workflow run still: whoever counts anew will see.
      await write(tenantId, {
        update: 'SET making.#id = :until ADD revision :one',
        condition: 'attribute_exists(making.#id)',
        names,
        values: { ':until': now() + lastMoment },
      });
    },
  };
}

interface Write {
  readonly update: string;
  readonly condition: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

type Holder = Parameters<GuideRooms['take']>[1];
