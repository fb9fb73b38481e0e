import { countedOutbox } from '../../lib/adapters/audit/counted-outbox.ts';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoKnownPlaces } from '../../lib/adapters/identity/openid/dynamo-known-places.ts';
import { dynamoFailedSignIns } from '../../lib/adapters/identity/openid/failed-sign-ins.ts';
import type { AuditEntry } from '../../lib/contracts/audit/entry.ts';
import { drainOutbox } from '../../lib/domain/audit/drain-outbox.ts';
import type { Account } from '../../lib/domain/identity/accounts.ts';
import { checkCredentials } from '../../lib/domain/identity/openid/check-credentials.ts';
import { logKey, MemoryLog } from './audit.ts';
import { startTables } from './tables.ts';

/** These people at the sign-in page, with what it remembers of attempts and places in a real table. */
export async function startSignIns(people: readonly Account[], start = 1_767_225_600_000) {
  const indexes = { byAuditPending: { partition: 'auditPending', sort: 'auditAt' } };
  const { tables, cloud } = await startTables({ Identity: { partition: 'pk', sort: 'sk', indexes } });
  const log = new MemoryLog();
  const requests: string[] = [];
  tables.Identity.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (call) => {
        requests.push(commandName);
        return next(call);
      },
    { step: 'initialize' },
  );
  let now = start;
  let verifications = 0;
  const ports = {
    accounts: {
      findByEmail: async (email: string) => people.find((person) => person.email === email),
      findByUserId: async (userId: string) => people.find((person) => person.userId === userId),
    },
    passwords: {
      hash: async (password: string) => `hash of ${password}`,
      verify: async (password: string, hash: string | undefined) => {
        verifications += 1;
        return hash === `hash of ${password}`;
      },
    },
    attempts: dynamoAttempts(tables.Identity),
    places: dynamoKnownPlaces(tables.Identity),
    failures: dynamoFailedSignIns(tables.Identity),
    now: () => now,
  };
  return {
    attempt: (email: string, password: string, viewer: string, device?: string, peer = viewer) =>
      checkCredentials(ports, { email, password, sender: { peer, viewer }, device }),
    /** How many passwords were judged. */
    verifications: () => verifications,
    /** What the audit log of a tenant says of failures by now. */
    async logged(tenantId: string): Promise<readonly AuditEntry[]> {
      const outbox = countedOutbox({ ...tables.Identity, keyNames: ['pk', 'sk'] }, () => now);
      await drainOutbox({ log, signer: logKey(), now: () => now }, outbox);
      return log.of(tenantId);
    },
    /** Names of all that was asked of the table. */
    requests: () => requests,
    /** Milliseconds. */
    pass: (time: number) => {
      now += time;
    },
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}
