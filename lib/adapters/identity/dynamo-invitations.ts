import type { Invitation, Invitations } from '../../domain/identity/invitations.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

const invitationKey = (tenantId: string, id: string) => ({
  pk: `TENANT#${tenantId}`,
  sk: `INVITATION#${id}`,
});

/** `TENANT#<id>`/`INVITATION#<id>`, until a day after it ends. */
export function dynamoInvitations(table: Table): Invitations {
  const items = identityItems(table);
  const read = (tenantId: string, item: Record<string, unknown>): Invitation =>
    ({
      ...{ tenantId, id: String(item.sk).slice('INVITATION#'.length), userId: item.userId },
      ...{ email: item.email, role: item.role, invitedBy: item.invitedBy, status: item.status },
      // Older ones do not say: who may least lose of it what they were.
      invitedAs: item.invitedAs ?? 'owner',
      ...{ tokenHash: item.tokenHash, createdAt: item.createdAt, expiresAt: item.endsAt },
    }) as Invitation;

  return {
    async find(tenantId, id) {
      const item = await items.get(invitationKey(tenantId, id));
      return item && read(tenantId, item);
    },
    list: async (tenantId) =>
      (await items.list(`TENANT#${tenantId}`, 'INVITATION#')).map((item) => read(tenantId, item)),
    async put({ tenantId, id, ...invitation }, audited) {
      const open = 'attribute_not_exists(pk) OR #status = :status';
      const put = await items.change(
        invitationKey(tenantId, id),
        {
          update:
            'SET email = :email, #role = :role, userId = :userId, invitedBy = :invitedBy, invitedAs = :invitedAs, tokenHash = :hash, #status = :status, createdAt = :createdAt, endsAt = :endsAt, expiresAt = :gone',
          condition: open,
          names: { '#role': 'role', '#status': 'status' },
          values: {
            ...{ ':email': invitation.email, ':role': invitation.role, ':userId': invitation.userId },
            ...{ ':invitedBy': invitation.invitedBy, ':invitedAs': invitation.invitedAs },
            ...{ ':hash': invitation.tokenHash },
            ...{ ':status': invitation.status, ':createdAt': invitation.createdAt },
            ...{ ':endsAt': invitation.expiresAt, ':gone': Math.ceil(invitation.expiresAt / 1_000) + 86_400 },
          },
        },
        audited,
      );
      if (!put) throw new Error('the invitation was accepted while it was to be made anew');
    },
    close: ({ tenantId, id, tokenHash }, status, audited) =>
      items.change(
        invitationKey(tenantId, id),
        {
          update: 'SET #status = :status',
          condition: '#status = :open AND tokenHash = :hash',
          names: { '#status': 'status' },
          values: { ':status': status, ':open': 'open', ':hash': tokenHash },
        },
        audited,
      ),
  };
}
