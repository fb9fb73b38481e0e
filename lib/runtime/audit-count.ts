import type { Audited } from '../contracts/audit/audited.ts';

/*
 * What comes too often to be told of one by one is counted in an item, and becomes one event once its time is over. The
 * index `byAuditPending` leads to the item from then on (lib/adapters/audit/counted-outbox.ts).
 */

/** Partition of the index. */
export const counting = 'counting';

/** Attributes whose names begin so become facts of the event. */
export const countPrefix = 'counted:';

/** How long the item stays, in case that nothing empties outboxes for days. */
const keptSeconds = 7 * 24 * 3_600;

export interface Count {
  readonly TableName: string;
  readonly Key: Record<string, unknown>;
  /** What is counted, as the event's fact will be called. */
  readonly fact: string;
  /** Milliseconds since the epoch at which it is over; time of the event. The same for all of one item. */
  readonly until: number;
  /** The event; without, nothing comes of the item, though the same is written. */
  readonly audited: Audited | undefined;
}

/** Input of an UpdateCommand that counts one more. */
export function oneMore({ TableName, Key, fact, until, audited }: Count) {
  return {
    TableName,
    Key,
    UpdateExpression: `ADD #count :one SET expiresAt = :expiresAt${audited ? ', auditPending = :counting, auditAt = :until, auditCounted = :audited' : ''}`,
    ExpressionAttributeNames: { '#count': `${countPrefix}${fact}` },
    ExpressionAttributeValues: {
      ':one': 1,
      ':expiresAt': Math.ceil(until / 1_000) + keptSeconds,
      ...(audited
        ? {
            ':counting': counting,
            ':until': new Date(until).toISOString(),
            ':audited': JSON.stringify(audited),
          }
        : {}),
    },
  };
}
