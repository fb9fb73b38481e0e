import { createHash } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AdapterPayload } from 'oidc-provider';
import type { Account, Accounts } from '../../../domain/identity/accounts.ts';
import { newAuditEvent, recordEvent } from '../../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';

export interface SignInEvents {
  signedIn(account: Account, clientId: string): Promise<void>;
  deviceAnswered(account: Account, clientId: string, approved: boolean): Promise<void>;
  signedOut(userId: string): Promise<void>;
  /** A copy of a refresh token, or of a code, was used. Each family is told of once. */
  reused(payload: AdapterPayload): Promise<void>;
}

/** What happens with sign-ins, for the audit log. */
export function signInEvents(
  { client, name }: Table,
  accounts: Pick<Accounts, 'findByUserId'>,
  nudge: () => Promise<void>,
): SignInEvents {
  const record = async (event: ReturnType<typeof newAuditEvent>) => {
    await ifHolds(client.send(new PutCommand(recordEvent(name, event))));
    await nudge();
  };
  const byUser = ({ userId, tenantId }: Pick<Account, 'userId' | 'tenantId'>) => ({
    tenantId,
    actor: { kind: 'user' as const, id: userId },
    resource: { kind: 'User', id: userId },
  });
  return {
    signedIn: (account, clientId) =>
      record(newAuditEvent({ ...byUser(account), action: 'signIn', facts: { clientId } })),
    deviceAnswered: (account, clientId, approved) =>
      record(
        newAuditEvent({
          ...byUser(account),
          action: 'approveDevice',
          outcome: approved ? 'done' : 'refused',
          facts: { clientId },
        }),
      ),
    async signedOut(userId) {
      const account = await accounts.findByUserId(userId);
      if (account) await record(newAuditEvent({ ...byUser(account), action: 'signOut' }));
    },
    async reused({ kind = 'Token', accountId = '', grantId = '', clientId = '' }) {
      const account = await accounts.findByUserId(accountId);
      if (!account) return;
      const event = newAuditEvent({
        ...byUser(account),
        actor: { kind: 'anonymous', id: 'unknown' },
        action: `reuse${kind}`,
        outcome: 'refused',
        facts: { clientId },
      });
      const family = createHash('sha256').update(grantId).digest('base64url').slice(0, 22);
      await record({ ...event, id: `aud_${family}` });
    },
  };
}
