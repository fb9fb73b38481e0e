import type { Audited } from '../contracts/audit/audited.ts';
import type { AuditEvent } from '../contracts/audit/entry.ts';
import { newIdentifier } from './identifier.ts';
import { traceId } from './trace.ts';

/*
 * An event goes into the item that it is about, in the same write as the change: both are there, or neither. What
 * appends it to the log finds it by the index `byAuditPending` (`audited: true` of RetainedTable) and takes it out
 * again. See ADR 0403.
 *
 *   await client.send(new UpdateCommand(auditedUpdate({ TableName, Key, UpdateExpression, … }, event)));
 *
 * An item that may still hold events is never deleted and never replaced: mark it as gone, with a time to live of a day
 * or longer.
 */

/** Attributes of an item with events that are not in the log yet. */
export interface AuditOutbox {
  /** JSON of each event, in the order of the changes. */
  readonly auditOutbox: readonly string[];
  /** Partition of the index. */
  readonly auditPending: 'pending';
  /** When the last of them was added; sort key of the index. */
  readonly auditAt: string;
  /** Id of the last of them: whoever empties the outbox proves by it that nothing was added meanwhile. */
  readonly auditLast: string;
}

/** @param at milliseconds since the epoch, or a date */
export function newAuditEvent(
  audited: Audited,
  at: Date | number = Date.now(),
  trace: string | undefined = traceId(),
): AuditEvent {
  const { tenantId, actor, action, resource, outcome = 'done', facts } = audited;
  return {
    id: newIdentifier('aud'),
    tenantId,
    at: new Date(at).toISOString(),
    actor,
    action,
    resource,
    outcome,
    ...(trace ? { traceId: trace } : {}),
    ...(facts ? { facts: { ...facts } } : {}),
  };
}

/** The attributes to put into a new item. */
export function outboxOf(...events: readonly [AuditEvent, ...AuditEvent[]]): AuditOutbox {
  const last = events.at(-1) ?? events[0];
  return {
    auditOutbox: events.map((event) => JSON.stringify(event)),
    auditPending: 'pending',
    auditAt: last.at,
    auditLast: last.id,
  };
}

interface Put {
  readonly Item: Record<string, unknown> | undefined;
  readonly ConditionExpression?: string | undefined;
}

/**
 * Input of a PutCommand with the event in it. An item that holds events is not replaced: the condition fails then as if
 * its own did, until they are in the log, which takes seconds.
 */
export function auditedPut<Input extends Put>(input: Input, event: AuditEvent): Input {
  return {
    ...input,
    Item: { ...input.Item, ...outboxOf(event) },
    ConditionExpression: both(input.ConditionExpression, 'attribute_not_exists(auditOutbox)'),
  };
}

interface Update {
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

/** Input of an UpdateCommand with the events added to what the item holds already; the condition stays as it is. */
export function auditedUpdate<Input extends Update>(
  input: Input,
  ...events: readonly [AuditEvent, ...AuditEvent[]]
): Input {
  const { auditOutbox, auditPending, auditAt, auditLast } = outboxOf(...events);
  return {
    ...input,
    UpdateExpression: withSet(input.UpdateExpression ?? '', outboxAssignments),
    ExpressionAttributeValues: {
      ...input.ExpressionAttributeValues,
      ':auditOutbox': auditOutbox,
      ':auditNone': [],
      ':auditPending': auditPending,
      ':auditAt': auditAt,
      ':auditLast': auditLast,
    },
  };
}

/** Input of a PutCommand for an event that comes with no change: a sign-in, a refusal, an export. */
export function recordEvent(tableName: string, event: AuditEvent, key = { pk: 'pk', sk: 'sk' }) {
  return {
    TableName: tableName,
    Item: {
      [key.pk]: `EVENT#${event.id}`,
      [key.sk]: 'EVENT',
      /** Nothing is left of it once the event is in the log: it gets a time to live then. */
      auditOnly: true,
      ...outboxOf(event),
    } as Record<string, unknown>,
    ConditionExpression: `attribute_not_exists(${key.pk})`,
  };
}

const outboxAssignments =
  'auditOutbox = list_append(if_not_exists(auditOutbox, :auditNone), :auditOutbox), auditPending = :auditPending, auditAt = :auditAt, auditLast = :auditLast';

/** `SET` may stand in an expression once only. */
function withSet(expression: string, assignments: string): string {
  const set = /\bSET\s/i.exec(expression);
  if (!set) return `${expression} SET ${assignments}`.trim();
  const before = expression.slice(0, set.index);
  const after = expression.slice(set.index + set[0].length);
  return `${before}SET ${assignments}, ${after}`;
}

function both(condition: string | undefined, other: string): string {
  return condition ? `(${condition}) AND ${other}` : other;
}
