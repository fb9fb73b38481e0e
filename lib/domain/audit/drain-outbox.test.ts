import { expect, test } from 'vitest';
import { auditEventOf, logKey, MemoryLog } from '../../../test/fakes/audit.ts';
import { drainOutbox, type HeldEvents } from './drain-outbox.ts';

const tenantId = 'tnt_acme';
const at = (second: number) => `2026-03-01T10:00:0${second}.000Z`;
const item = (...events: readonly (readonly [id: string, second: number])[]): HeldEvents => ({
  events: events.map(([id, second]) => auditEventOf({ id, tenantId, at: at(second) })),
  remove: async () => {},
});

async function drained(...items: readonly HeldEvents[]): Promise<readonly string[]> {
  const log = new MemoryLog();
  const ports = { log, signer: logKey(), now: () => 0 };
  await drainOutbox(ports, {
    async *held() {
      yield items;
    },
  });
  return log.of(tenantId).map(({ id }) => id);
}

test('what happened in different items comes into the log by its time, however the items are found', async () => {
  expect(await drained(item(['key', 3]), item(['tenant', 1]), item(['owner', 2], ['renamed', 4]))).toEqual([
    'tenant',
    'owner',
    'key',
    'renamed',
  ]);
});

test('what happened to one item comes in the order of its changes, also where clocks say otherwise', async () => {
  expect(await drained(item(['made', 5], ['changed', 2]), item(['other', 3]))).toEqual([
    'other',
    'made',
    'changed',
  ]);
});
