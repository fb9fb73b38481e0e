import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Account } from '../../../domain/identity/accounts.ts';
import type { FailedSignIns } from '../../../domain/identity/openid/check-credentials.ts';
import { oneMore } from '../../../runtime/audit-count.ts';
import type { Table } from '../../../runtime/document-client.ts';

/** As long as attempts are limited together: who is turned away in it has been wrong in it. */
const windowMs = 300_000;

/**
 * One entry of the audit log for an e-mail and window, whatever is tried in it. Nobody's e-mail is counted by the same
 * write, of which nothing comes.
 */
export function dynamoFailedSignIns({ client, name: TableName }: Table): FailedSignIns {
  const count = async (fact: string, email: string, account: Account | undefined, now: number) => {
    const window = Math.floor(now / windowMs);
    const hash = createHash('sha256').update(`failed/${email}`).digest('base64url');
    const Key = { pk: `ATTEMPT#${hash}#${window}`, sk: 'FAILED' };
    const until = (window + 1) * windowMs;
    await client.send(
      new UpdateCommand(oneMore({ TableName, Key, fact, until, audited: account && failureOf(account) })),
    );
  };
  return {
    wrong: (email, account, now) => count('wrongPasswords', email, account, now),
    limited: (email, now) => count('turnedAway', email, undefined, now),
  };
}

function failureOf({ userId, tenantId }: Account) {
  return {
    tenantId,
    actor: { kind: 'anonymous', id: 'unknown' },
    action: 'signIn',
    resource: { kind: 'User', id: userId },
    outcome: 'refused',
  } as const;
}
