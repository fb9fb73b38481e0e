import type { AuditEntry, AuditEvent } from '../../contracts/audit/entry.ts';
import type { AppendableLog } from './audit-log.ts';
import { type ChainEnd, chainStart, nextEntry } from './chain.ts';
import { type LogSigner, signRows } from './statement.ts';

export interface AppendPorts {
  readonly log: AppendableLog;
  readonly signer: LogSigner;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Rows that are signed together: their hashes lie in an item, with room to spare. */
const signedAtOnce = 1_000;

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
 * log; and a row is added only where the chain still ends there. Rows are signed before they are added, all at once, so
 * that none is ever there without.
 */
export async function appendEvents(
  ports: AppendPorts,
  tenantId: string,
  events: readonly AuditEvent[],
): Promise<void> {
  const once = [...new Map(events.map((event) => [event.id, event])).values()];
  for (let at = 0; at < once.length; at += signedAtOnce)
    await appendTogether(ports, tenantId, once.slice(at, at + signedAtOnce));
}

async function appendTogether(
  ports: AppendPorts,
  tenantId: string,
  events: readonly AuditEvent[],
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) if (await tryAppend(ports, tenantId, events)) return;
  throw new ChainContended(`the log of ${tenantId} was appended to ${attempts} times meanwhile`);
}

async function tryAppend(
  { log, signer, now }: AppendPorts,
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
  const end = furthest(found?.last, found?.head ?? chainStart);
  const [first, ...others] = rowsAfter(
    end,
    events.filter(({ id }) => !noted.has(id)),
  );
  if (!first) return raise(log, tenantId, end);
  const signed = await signRows(signer, [first, ...others], now());
  if (!(await log.add(first, signed))) return false;
  await log.noteEvent(first);
  for (const entry of others) {
    if (!(await log.add(entry))) return false;
    await log.noteEvent(entry);
  }
  return raise(log, tenantId, others.at(-1) ?? first);
}

function rowsAfter(end: ChainEnd, events: readonly AuditEvent[]): readonly AuditEntry[] {
  const rows: AuditEntry[] = [];
  for (const event of events) rows.push(nextEntry(rows.at(-1) ?? end, event));
  return rows;
}

async function raise(log: AppendableLog, tenantId: string, { sequence, hash }: ChainEnd): Promise<true> {
  await log.raiseHead(tenantId, { sequence, hash });
  return true;
}

/**
 * A head that lags was left so by a crash. One that is ahead means that rows were taken away: what follows goes on from
 * where they ended, so that the hole stays to be seen.
 */
function furthest(last: AuditEntry | undefined, head: ChainEnd): ChainEnd {
  return last && last.sequence >= head.sequence ? last : head;
}
