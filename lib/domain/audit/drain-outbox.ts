import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { type AppendPorts, appendEvents } from './append-events.ts';

/** An item, or a row, with events that may not be in the log yet. */
export interface HeldEvents {
  /** In the order of the changes. */
  readonly events: readonly AuditEvent[];
  /** Takes them out, unless others came meanwhile: then all stay, and are found the next time. */
  remove(): Promise<void>;
}

export interface Outbox {
  /** All that is held, in the order of the changes as far as they touch the same item; some at a time. */
  held(): AsyncIterable<readonly HeldEvents[]>;
}

/** Chains that are appended to at the same time. */
const lanes = 8;

/**
 * Moves events into the chains of their tenants. An event leaves the outbox only when its row is in the log and the
 * head covers it. One tenant's trouble does not hold up the others'; it is thrown in the end.
 * @returns how many were moved
 */
export async function drainOutbox(ports: AppendPorts, outbox: Outbox): Promise<number> {
  const troubles: unknown[] = [];
  let moved = 0;
  for await (const page of outbox.held()) {
    const failed = new Set<string>();
    const byTenant = Map.groupBy(asTheyHappened(page), ({ tenantId }) => tenantId);
    await inLanes([...byTenant], async ([tenantId, events]) => {
      try {
        await appendEvents(ports, tenantId, events);
      } catch (error) {
        failed.add(tenantId);
        troubles.push(error);
      }
    });
    const done = page.filter(({ events }) => !events.some(({ tenantId }) => failed.has(tenantId)));
    await inLanes(done, async (item) => {
      try {
        await item.remove();
        moved += item.events.length;
      } catch (error) {
        troubles.push(error);
      }
    });
  }
  if (troubles.length > 0) throw troubles[0];
  return moved;
}

/** By their time; those of one item in the order of its changes, whatever the clocks said. */
function asTheyHappened(items: readonly HeldEvents[]): readonly AuditEvent[] {
  const dated = items.flatMap(({ events }) => {
    let latest = '';
    return events.map((event) => {
      if (event.at > latest) latest = event.at;
      return { event, at: latest };
    });
  });
  return dated
    .toSorted((one, other) => Number(one.at > other.at) - Number(one.at < other.at))
    .map(({ event }) => event);
}

/** The outboxes of these names; trouble with one does not hold up the others. */
export async function drainOutboxes<Name extends string>(
  ports: AppendPorts,
  outboxes: Readonly<Record<Name, readonly Outbox[]>>,
  names: ReadonlySet<Name>,
): Promise<void> {
  const drained = await Promise.allSettled(
    [...names].flatMap((name) => outboxes[name]).map((outbox) => drainOutbox(ports, outbox)),
  );
  for (const outcome of drained) if (outcome.status === 'rejected') throw outcome.reason;
}

async function inLanes<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await run(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
