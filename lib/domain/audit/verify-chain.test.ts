import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditEventOf, logKey } from '../../../test/fakes/audit.ts';
import type { AuditEntry, AuditVerification } from '../../contracts/audit/entry.ts';
import type { StoredRow } from './audit-log.ts';
import { type ChainEnd, canonicalForm, chainStart, hashOf, nextEntry } from './chain.ts';
import { signRows } from './statement.ts';
import { verifyLog } from './verify-log.ts';

const tenantId = 'tnt_acme';
const ours = logKey();

interface Log {
  readonly rows: readonly StoredRow[];
  readonly head: ChainEnd | undefined;
}

/** What was locked away of it. */
interface Locked {
  readonly exported?: readonly AuditEntry[];
  readonly checkpoints?: readonly ChainEnd[];
}

function chain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let i = 0; i < length; i++)
    entries.push(nextEntry(entries.at(-1) ?? chainStart, auditEventOf({ id: `aud_${i}`, tenantId })));
  return entries;
}

const rowAt = (position: number, entry: object): StoredRow => ({
  position,
  text: canonicalForm(entry),
  found: true,
});

/** As it is appended: so many rows at once, each lot with its signature. */
async function logOf(entries: readonly AuditEntry[], atOnce = 3, key = ours): Promise<Log> {
  const rows: StoredRow[] = [];
  for (let at = 0; at < entries.length; at += atOnce) {
    const [first, ...others] = entries.slice(at, at + atOnce);
    if (!first) break;
    const signed = await signRows(key, [first, ...others], 0);
    rows.push({ ...rowAt(first.sequence, first), signed });
    rows.push(...others.map((entry) => rowAt(entry.sequence, entry)));
  }
  return { rows, head: endOf(entries) };
}
const endOf = (entries: readonly AuditEntry[]): ChainEnd => entries.at(-1) ?? chainStart;

async function verify(log: Log, locked: Locked = {}, key = ours): Promise<AuditVerification> {
  return verifyLog(
    {
      log: {
        head: async () => log.head && { sequence: log.head.sequence, hash: log.head.hash },
        async *rows() {
          yield* log.rows;
        },
      },
      exported: async () => linesOf(locked.exported ?? []),
      checkpoints: { list: async () => locked.checkpoints ?? [] },
      verifier: async () => key,
    },
    tenantId,
  );
}

async function* linesOf(entries: readonly AuditEntry[]) {
  for (const entry of entries) yield { exportId: 'e', text: canonicalForm(entry) };
}

/** A chain, how many rows of it were added at once, and one of its places, the last one among the likelier. */
const placed = fc.integer({ min: 1, max: 30 }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    atOnce: fc.integer({ min: 1, max: 6 }),
    at: fc.oneof(fc.integer({ min: 1, max: length }), fc.constant(length)),
  }),
);

/** The rows with another at one place. */
const withRow = ({ rows, head }: Log, at: number, change: (row: StoredRow) => StoredRow): Log => ({
  rows: rows.map((row) => (row.position === at ? change(row) : row)),
  head,
});
const entryAt = (log: Log, at: number): AuditEntry => JSON.parse(log.rows[at - 1]?.text ?? '{}');

const changes: readonly ((entry: AuditEntry) => object)[] = [
  (entry) => ({ ...entry, action: 'readGuide' }),
  (entry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' }),
  (entry) => ({ ...entry, actor: { kind: 'system', id: 'nobody' } }),
  (entry) => ({ ...entry, outcome: 'failed' }),
  (entry) => ({ ...entry, facts: { role: 'owner' } }),
  (entry) => ({ ...entry, unheardOf: true }),
  (entry) => ({ ...entry, hash: entry.hash.replace(/./g, (c) => (c === 'a' ? 'b' : 'a')) }),
  (entry) => ({ ...entry, previousHash: '1'.repeat(64) }),
  (entry) => ({ ...entry, tenantId: 'tnt_other' }),
  () => ({}),
];

test('control: a log as it was written is found to be so, with its exports, whatever its length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.nat(30), async (length, exported) => {
      const entries = chain(length);
      const locked = {
        exported: entries.slice(0, exported),
        checkpoints: entries.filter(({ sequence }) => sequence % 4 === 0),
      };
      expect(await verify(await logOf(entries, 1 + (exported % 5)), locked)).toEqual({
        ok: true,
        entries: length,
        lastSequence: length,
        lastHash: entries.at(-1)?.hash ?? null,
        fault: null,
        signingKey: ours.fingerprint,
      });
    }),
  );
});

test('a changed row is found where it is, whatever was changed of it', async () => {
  await fc.assert(
    fc.asyncProperty(placed, fc.constantFrom(...changes), async ({ length, atOnce, at }, change) => {
      const log = await logOf(chain(length), atOnce);
      const tampered = withRow(log, at, (row) => ({ ...row, ...rowAt(at, change(entryAt(log, at))) }));
      expect((await verify(tampered)).fault).toMatchObject({ sequence: at, kind: 'changed' });
    }),
  );
});

test('a row that was changed and given the hash that it should have then is found all the same', async () => {
  await fc.assert(
    fc.asyncProperty(placed, async ({ length, atOnce, at }) => {
      const log = await logOf(chain(length), atOnce);
      const forged = { ...entryAt(log, at), action: 'readGuide' };
      const tampered = withRow(log, at, (row) => ({
        ...row,
        ...rowAt(at, { ...forged, hash: hashOf(forged) }),
      }));
      expect((await verify(tampered)).fault).toMatchObject({ sequence: at, kind: 'changed' });
    }),
  );
});

test('the same text written another way, or found by something else, is a changed row', async () => {
  await fc.assert(
    fc.asyncProperty(placed, async ({ length, atOnce, at }) => {
      const log = await logOf(chain(length), atOnce);
      const spaced = withRow(log, at, (row) => ({ ...row, text: row.text.replace(':', ': ') }));
      const doubled = withRow(log, at, (row) => ({
        ...row,
        text: row.text.replace('{', '{"outcome":"failed",'),
      }));
      const hidden = withRow(log, at, (row) => ({ ...row, found: false }));
      for (const tampered of [spaced, doubled, hidden])
        expect((await verify(tampered)).fault).toMatchObject({ sequence: at, kind: 'changed' });
    }),
  );
});

test('a row that was taken out is missed where it was; at the end, the log is cut short', async () => {
  await fc.assert(
    fc.asyncProperty(placed, async ({ length, atOnce, at }) => {
      const { rows, head } = await logOf(chain(length), atOnce);
      const tampered = { rows: rows.filter(({ position }) => position !== at), head };
      const kind = at === length ? 'truncated' : 'missing';
      expect((await verify(tampered)).fault).toMatchObject({ sequence: at, kind });
    }),
  );
});

test('a log that was cut short is found to be, from its first missing row on', async () => {
  await fc.assert(
    fc.asyncProperty(placed, async ({ length, atOnce, at }) => {
      const { rows, head } = await logOf(chain(length), atOnce);
      const tampered = { rows: rows.slice(0, at - 1), head };
      expect((await verify(tampered)).fault).toMatchObject({ sequence: at, kind: 'truncated' });
      expect((await verify({ rows, head: undefined })).fault).toMatchObject({ kind: 'truncated' });
    }),
  );
});

test('rows that changed places are found at the first of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 2, max: 30 })
        .chain((length) =>
          fc.tuple(
            fc.constant(length),
            fc.uniqueArray(fc.integer({ min: 1, max: length }), { minLength: 2, maxLength: 2 }),
          ),
        ),
      async ([length, [one = 1, other = 1]]) => {
        const log = await logOf(chain(length));
        const tampered = withRow(
          withRow(log, one, () => rowAt(one, entryAt(log, other))),
          other,
          () => rowAt(other, entryAt(log, one)),
        );
        const first = Math.min(one, other);
        expect((await verify(tampered)).fault).toMatchObject({ sequence: first, kind: 'reordered' });
      },
    ),
  );
});

test('rows that were appended after the head was last raised, as a crash leaves them, are no fault', async () => {
  const entries = chain(5);
  const { rows } = await logOf(entries);
  expect(await verify({ rows, head: endOf(entries.slice(0, 3)) })).toMatchObject({ ok: true, entries: 5 });
});

test('what is appended and exported while the log is verified is no fault', async () => {
  const entries = chain(5);
  let present = 3;
  const log = {
    head: async () => endOf(entries.slice(0, present)),
    async *rows() {
      yield* (await logOf(entries.slice(0, present))).rows;
      present = 5;
    },
  };
  const exported = async () => linesOf(entries.slice(0, present));
  const checkpoints = { list: async () => [endOf(entries.slice(0, present))] };
  const verifier = async () => ours;
  const found = await verifyLog({ log, exported, checkpoints, verifier }, tenantId);
  expect(found).toMatchObject({ ok: true, entries: 3 });
});
