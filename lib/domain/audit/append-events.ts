import type { AuditEntry, AuditEvent } from '../../contracts/audit/entry.ts';
import type { AppendableLog } from './audit-log.ts';
import { type ChainEnd, chainStart, nextEntry } from './chain.ts';

/** Others append to the same chain, again and again; more often than this in a row is a defect. */
const attempts = 100;

export class ChainContended extends Error {
  override readonly name = 'ChainContended';
  /** Has the SDK's meaning: another try may do. */
  readonly $retryable = {};
}

/**
 * Appends the events to the tenant's chain in their order, each once, however often and by however many at the same
 * time it is asked to. What makes that so without transactions: a row's event is noted before the next row is added, so
 * whoever finds the end of the chain, has its event noted and then sees an event not noted, knows that it is not in the
 * log; and a row is added only where the chain still ends there.
 */
export async function appendEvents(
  log: AppendableLog,
  tenantId: string,
  events: readonly AuditEvent[],
): Promise<void> {
  const once = [...new Map(events.map((event) => [event.id, event])).values()];
  for (let attempt = 0; attempt < attempts; attempt++) if (await tryAppend(log, tenantId, once)) return;
  throw new ChainContended(`the log of ${tenantId} was appended to ${attempts} times meanwhile`);
}

async function tryAppend(
  log: AppendableLog,
  tenantId: string,
  events: readonly AuditEvent[],
): Promise<boolean> {
  const found = await log.end(tenantId);
  if (found?.last) await log.noteEvent(found.last);
  else await log.begin(tenantId);
  const noted = await log.noted(
    tenantId,
    events.map(({ id }) => id),
  );
  let end = furthest(found?.last, found?.head ?? chainStart);
  for (const event of events) {
    if (noted.has(event.id)) continue;
    const entry = nextEntry(end, event);
    if (!(await log.add(entry))) return false;
    await log.noteEvent(entry);
    end = entry;
  }
  await log.raiseHead(tenantId, { sequence: end.sequence, hash: end.hash });
  return true;
}

/**
 * A head that lags was left so by a crash. One that is ahead means that rows were taken away: what follows goes on from
 * where they ended, so that the hole stays to be seen.
 */
function furthest(last: AuditEntry | undefined, head: ChainEnd): ChainEnd {
  return last && last.sequence >= head.sequence ? last : head;
}
