import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';
import type { CountGuides } from './guide-count.ts';
import { readRooms, roomsPlace, stillHeld } from './rooms-item.ts';

/** Rounds of counting while others take rooms; what is counted too many then is put right the next time. */
const tries = 5;

/**
 * Counts a tenant's guides where they are, and puts right what is taken for them: rooms of guides that were deleted, or
 * never came to be, are free again. What was taken or given back while it counted is counted again.
 */
export function countedRooms(table: Table, count: CountGuides, now: () => number = Date.now) {
  return async (tenantId: string): Promise<number> => {
    for (let left = tries; ; left--) {
      const { held = {}, making = {}, revision = 0, taken } = (await readRooms(table, tenantId)) ?? {};
      const { guides, there } = await count(tenantId, [...Object.keys(held), ...Object.keys(making)]);
      const without = (rooms: Readonly<Record<string, number>>) =>
        Object.fromEntries(
          Object.entries(stillHeld(rooms, now())).filter(([guideId]) => !there.includes(guideId)),
        );
      const after = { held: without(held), making: without(making) };
      const waiting = Object.keys({ ...after.held, ...after.making }).length;
      const known = Object.keys({ ...held, ...making }).length;
      const right = taken === guides + waiting && waiting === known;
      if (
        right ||
        left <= 1 ||
        (await write(table, tenantId, revision, { ...after, taken: guides + waiting }))
      )
        return guides;
    }
  };
}

function write(
  { client, name }: Table,
  tenantId: string,
  revision: number,
  { held, making, taken }: { readonly held: object; readonly making: object; readonly taken: number },
): Promise<boolean> {
  return ifHolds(
    client.send(
      new UpdateCommand({
        ...roomsPlace(name, tenantId),
        UpdateExpression: 'SET held = :held, making = :making, taken = :taken ADD revision :one',
        ConditionExpression: revision === 0 ? 'attribute_not_exists(revision)' : 'revision = :revision',
        ExpressionAttributeValues: {
          ...{ ':held': held, ':making': making, ':taken': taken, ':one': 1 },
          ...(revision === 0 ? {} : { ':revision': revision }),
        },
      }),
    ),
  );
}
