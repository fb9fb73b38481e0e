import { expect, test } from 'vitest';
import { auditEventOf, logKey, MemoryLog } from '../../../test/fakes/audit.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { type AppendPorts, appendEvents } from './append-events.ts';
import { chainStart, hashOf, nextEntry } from './chain.ts';

const tenantId = 'tnt_acme';
const events = (...ids: string[]) => ids.map((id) => auditEventOf({ id, tenantId }));
const append = (
  log: MemoryLog,
  batch: readonly AuditEvent[],
  signer: AppendPorts['signer'] = logKey(),
): Promise<void> => appendEvents({ log, signer, now: () => 1_772_359_200_000 }, tenantId, batch);
const ids = (log: MemoryLog) => log.of(tenantId).map(({ id }) => id);

test('each row follows the one before, and the head says where the log ends', async () => {
  const log = new MemoryLog();
  await append(log, events('a', 'b'));
  await append(log, events('c'));
  const [a, b, c] = log.of(tenantId);
  expect([a?.sequence, b?.sequence, c?.sequence]).toEqual([1, 2, 3]);
  expect([a?.previousHash, b?.previousHash, c?.previousHash]).toEqual([chainStart.hash, a?.hash, b?.hash]);
  expect(log.headOf(tenantId)).toEqual({ sequence: 3, hash: c?.hash });
});

test('an event that comes again, alone, twice at once or among others, is one row', async () => {
  const log = new MemoryLog();
  await append(log, events('a', 'a', 'b'));
  await append(log, events('b', 'a', 'c'));
  expect(ids(log)).toEqual(['a', 'b', 'c']);
});

test('many that append to one chain at the same time leave one chain, each event once, each one’s in order', async () => {
  const log = new MemoryLog();
  const parts = Array.from({ length: 8 }, (_, who) =>
    events(...[0, 1, 2].map((at) => `${who}.${at}`), 'shared'),
  );
  await Promise.all(parts.map((part) => append(log, part)));
  expect(ids(log)).toHaveLength(25);
  expect(new Set(ids(log)).size).toBe(25);
  for (let who = 0; who < 8; who++)
    expect(ids(log).filter((id) => id.startsWith(`${who}.`))).toEqual([0, 1, 2].map((at) => `${who}.${at}`));
  for (const [at, entry] of log.of(tenantId).entries()) {
    expect(entry.sequence).toBe(at + 1);
    expect(entry.previousHash).toBe(log.of(tenantId)[at - 1]?.hash ?? chainStart.hash);
  }
});

test('rows that are added together are signed together, before any of them is there', async () => {
  const [log, key] = [new MemoryLog(), logKey()];
  await append(log, events('a', 'b', 'c'), key);
  await append(log, events('c', 'd'), key);
  const [a, b, c, d] = log.of(tenantId);
  expect(key.signed.map((text) => JSON.parse(text))).toEqual([
    { tenantId, first: 1, hashes: [a?.hash, b?.hash, c?.hash], at: '2026-03-01T10:00:00.000Z' },
    { tenantId, first: 4, hashes: [d?.hash], at: '2026-03-01T10:00:00.000Z' },
  ]);
  expect([...log.statements.keys()]).toEqual([`${tenantId}/1`, `${tenantId}/4`]);
});

test('what is in the log already is not signed again, and without a signature nothing comes into it', async () => {
  const [log, key] = [new MemoryLog(), logKey()];
  await append(log, events('a', 'b'), key);
  await append(log, events('b', 'a'), key);
  expect(key.signed).toHaveLength(1);
  const refused = { sign: () => Promise.reject(new Error('AccessDenied')) };
  await expect(append(log, events('c'), refused)).rejects.toThrow('AccessDenied');
  expect(ids(log)).toEqual(['a', 'b']);
});

test('more than fit one signature take several, and stay one chain', async () => {
  const [log, key] = [new MemoryLog(), logKey()];
  await append(log, events(...Array.from({ length: 1_001 }, (_, at) => `e${at}`)), key);
  expect(key.signed.map((text) => JSON.parse(text).hashes.length)).toEqual([1_000, 1]);
  expect(log.headOf(tenantId)?.sequence).toBe(1_001);
});

test('where rows were taken away the log goes on behind the hole, which stays to be seen', async () => {
  const log = new MemoryLog();
  await append(log, events('a', 'b', 'c'));
  const before = log.headOf(tenantId);
  log.rows.set(tenantId, log.of(tenantId).slice(0, 1));
  await append(log, events('d'));
  expect(log.of(tenantId).map(({ sequence }) => sequence)).toEqual([1, 4]);
  expect(log.of(tenantId)[1]?.previousHash).toBe(before?.hash);
});

test('a hash covers every field, in whatever order they come, and the row before', () => {
  const entry = nextEntry(chainStart, auditEventOf({ facts: { b: '2', a: '1' } }));
  const turned = Object.fromEntries(Object.entries(entry).toReversed()) as typeof entry;
  expect(hashOf({ ...turned, facts: { a: '1', b: '2' } })).toBe(entry.hash);
  expect(entry.hash).toMatch(/^[0-9a-f]{64}$/);
  for (const changed of [
    { at: 'x' },
    { sequence: 2 },
    { previousHash: 'f' },
    { facts: {} },
    { traceId: '1' },
  ])
    expect(hashOf({ ...entry, ...changed })).not.toBe(entry.hash);
});
