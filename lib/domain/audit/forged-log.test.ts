import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditEventOf, logKey } from '../../../test/fakes/audit.ts';
import type { AuditEntry, AuditEvent } from '../../contracts/audit/entry.ts';
import type { StoredRow } from './audit-log.ts';
import { type ChainEnd, canonicalForm, chainStart, nextEntry } from './chain.ts';
import { signRows } from './statement.ts';
import { verifyLog } from './verify-log.ts';

/*
 * Whoever may write the table and reads how hashes are made: every hash from the forged row on is made anew, and the
 * head with them, so that nothing in the chain tells.
 */

const tenantId = 'tnt_acme';
const ours = logKey();
const forgers = logKey('the forger’s own');
/** What everybody can compute is no signature: the log as it was before it had a key. */
const unkeyed = logKey('');

const eventOf = (id: number): AuditEvent => auditEventOf({ id: `aud_${id}`, tenantId });
const entriesOf = (events: readonly AuditEvent[]): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (const event of events) entries.push(nextEntry(entries.at(-1) ?? chainStart, event));
  return entries;
};

interface Written {
  readonly events: readonly AuditEvent[];
  /** Rows that were added at once. */
  readonly atOnce: number;
}

async function rowsOf(
  entries: readonly AuditEntry[],
  atOnce: number,
  key: typeof ours,
): Promise<StoredRow[]> {
  const rows: StoredRow[] = entries.map((entry) => ({
    position: entry.sequence,
    text: canonicalForm(entry),
    found: true,
  }));
  for (let at = 0; at < rows.length; at += atOnce) {
    const [first, ...others] = entries.slice(at, at + atOnce);
    const row = rows[at];
    if (first && row) rows[at] = { ...row, signed: await signRows(key, [first, ...others], 0) };
  }
  return rows;
}

/** What is done about the signatures from the forged row on; `kept`: those before it, as they are. */
const disguises: Readonly<
  Record<string, (was: readonly StoredRow[], forged: readonly StoredRow[], kept: number) => StoredRow[]>
> = {
  'leaves the signatures as they are': (was, forged) =>
    forged.map((row, at) => ({ ...row, signed: was[at]?.signed })),
  'takes the signatures away': (was, forged, kept) =>
    forged.map((row, at) => ({ ...row, signed: at < kept ? was[at]?.signed : undefined })),
  'signs with a key of their own': (was, forged, kept) =>
    forged.map((row, at) => (at < kept ? { ...row, signed: was[at]?.signed } : row)),
  'puts other signatures of ours in their place': (was, forged, kept) =>
    forged.map((row, at) => ({ ...row, signed: at < kept ? was[at]?.signed : was[0]?.signed })),
};

type Forgery = (events: readonly AuditEvent[], at: number) => AuditEvent[];
/** `at`: place of the first row that is not what it was, from 0. */
const forgeries: Readonly<Record<string, Forgery>> = {
  changes: (events, at) => events.map((event, i) => (i === at ? { ...event, action: 'readGuide' } : event)),
  removes: (events, at) => events.toSpliced(at, 1),
  'lets two change places': (events, at) => {
    const [one, other] = [events[at], events[at + 1]];
    return one && other ? events.toSpliced(at, 2, other, one) : events.toSpliced(at, 1);
  },
  'slips in': (events, at) => events.toSpliced(at, 0, auditEventOf({ id: 'aud_forged', tenantId })),
};

const written = fc.integer({ min: 2, max: 20 }).chain((length) =>
  fc.record({
    events: fc.constant(Array.from({ length }, (_, id) => eventOf(id))),
    atOnce: fc.integer({ min: 1, max: 5 }),
    // Removing the last one is cutting the log short.
    at: fc.integer({ min: 0, max: length - 2 }),
  }),
);

async function* none() {}

const verify = (
  rows: readonly StoredRow[],
  head: ChainEnd,
  key: typeof ours,
  locked: readonly ChainEnd[] = [],
) =>
  verifyLog(
    {
      log: {
        head: async () => ({ sequence: head.sequence, hash: head.hash }),
        async *rows() {
          yield* rows;
        },
      },
      exported: async () => none(),
      checkpoints: { list: async () => locked },
      verifier: async () => key,
    },
    tenantId,
  );

const firstOfLot = (at: number, { atOnce }: Written) => at - (at % atOnce) + 1;

describe.each(Object.entries(forgeries))('whoever %s a row and makes all hashes anew', (_what, forge) => {
  test.each(Object.entries(disguises))('and %s, is found, and where', async (how, disguise) => {
    await fc.assert(
      fc.asyncProperty(written, async ({ at, ...log }) => {
        const was = await rowsOf(entriesOf(log.events), log.atOnce, ours);
        const entries = entriesOf(forge(log.events, at));
        const forged = await rowsOf(entries, log.atOnce, forgers);
        const kept = firstOfLot(at, log) - 1;
        const { fault } = await verify(disguise(was, forged, kept), entries.at(-1) ?? chainStart, ours);
        // Rows that were signed together lose their signature together, unless the one put there is their own.
        const own = how.startsWith('leaves') || (how.startsWith('puts') && kept === 0);
        const found = own ? at + 1 : firstOfLot(at, log);
        expect(fault?.sequence).toBe(found);
        expect(['unsigned', 'changed']).toContain(fault?.kind);
      }),
      { numRuns: 40 },
    );
  });

  test('control: is not found in a log whose signatures anybody can make', async () => {
    await fc.assert(
      fc.asyncProperty(written, async ({ at, ...log }) => {
        const entries = entriesOf(forge(log.events, at));
        const rows = await rowsOf(entries, log.atOnce, unkeyed);
        expect(await verify(rows, entries.at(-1) ?? chainStart, unkeyed)).toMatchObject({ ok: true });
      }),
      { numRuns: 20 },
    );
  });
});

test('whoever forges rows and waits until more are added behind them is found all the same', async () => {
  const was = entriesOf([1, 2, 3, 4].map(eventOf));
  const forged = entriesOf([eventOf(1), eventOf(9), eventOf(3), eventOf(4)]);
  const end = forged.at(-1) ?? chainStart;
  const later = nextEntry(end, eventOf(5));
  const rows = [
    ...(await rowsOf(was, 1, ours)).slice(0, 1),
    ...(await rowsOf(forged, 1, forgers)).slice(1),
    { position: 5, text: canonicalForm(later), found: true, signed: await signRows(ours, [later], 0) },
  ];
  expect(await verify(rows, later, ours)).toMatchObject({ fault: { sequence: 2, kind: 'unsigned' } });
});

test('a row that was signed for another tenant is signed for nobody here', async () => {
  const [entry] = entriesOf([eventOf(1)]);
  if (!entry) throw new Error('no row');
  const signed = await signRows(ours, [{ ...entry, tenantId: 'tnt_other' }], 0);
  const row = { position: 1, text: canonicalForm(entry), found: true, signed };
  expect(await verify([row], entry, ours)).toMatchObject({ fault: { sequence: 1, kind: 'unsigned' } });
});

test('a log that was set back to what it was is found by the last checkpoint, whether or not it goes on since', async () => {
  await fc.assert(
    fc.asyncProperty(written, async ({ at, ...log }) => {
      const was = entriesOf(log.events);
      const locked = was.slice(-1);
      const back = was.slice(0, at);
      const { fault } = await verify(
        await rowsOf(back, log.atOnce, ours),
        back.at(-1) ?? chainStart,
        ours,
        locked,
      );
      expect(fault).toMatchObject({ sequence: at + 1, kind: 'truncated' });
      const on = entriesOf([
        ...log.events.slice(0, at),
        ...log.events.slice(at).map((_, id) => eventOf(900 + id)),
      ]);
      const grown = await verify(await rowsOf(on, log.atOnce, ours), on.at(-1) ?? chainStart, ours, locked);
      expect(grown.fault).toMatchObject({ sequence: was.length, kind: 'differs-from-export' });
      // Signed once, and nothing that was locked away says more: ADR 0403 says for how long that may be so.
      expect(
        await verify(await rowsOf(back, log.atOnce, ours), back.at(-1) ?? chainStart, ours),
      ).toMatchObject({
        ok: true,
      });
    }),
  );
});
