import type { Member, Members } from '../../domain/identity/people.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

const memberKey = (tenantId: string, userId: string) => ({
  pk: `TENANT#${tenantId}`,
  sk: `MEMBER#${userId}`,
});

/** Seconds for which one who was removed stays, marked, so that tokens and the log find who it was. */
const kept = 30 * 24 * 3_600;

/** `TENANT#<id>`/`MEMBER#<user>`. */
export function dynamoMembers(table: Table): Members {
  const items = identityItems(table);
  const read = (tenantId: string, item: Record<string, unknown>): Member =>
    ({
      ...{ tenantId, userId: String(item.sk).slice('MEMBER#'.length) },
      ...{ email: item.email, name: item.name, role: item.role, status: item.status },
      ...{ joinedAt: item.joinedAt, notBefore: item.notBefore, revision: item.revision },
    }) as Member;
  const whileAtRevision = { condition: 'revision = :revision', names: {} };

  return {
    async find(tenantId, userId) {
      const item = await items.get(memberKey(tenantId, userId));
      return item && read(tenantId, item);
    },
    async list(tenantId) {
      const all = await items.list(`TENANT#${tenantId}`, 'MEMBER#');
      return all.map((item) => read(tenantId, item)).filter(({ status }) => status === 'active');
    },
    add: ({ tenantId, userId, ...member }, audited) =>
      items.add(memberKey(tenantId, userId), member, audited),
    change: ({ tenantId, userId, revision, ...was }, change, audited) => {
      const { role = was.role, status = was.status, notBefore } = change;
      // Ending sessions counts no revision: written back, what was read would undo it.
      const ends = notBefore === undefined ? '' : ', notBefore = :notBefore';
      const gone = status === 'removed' ? Math.floor(Date.now() / 1_000) + kept : undefined;
      return items.change(
        memberKey(tenantId, userId),
        {
          ...whileAtRevision,
          update: `SET #role = :role, #status = :status, revision = :next${ends}${gone ? ', expiresAt = :gone' : ''}`,
          names: { '#role': 'role', '#status': 'status' },
          values: {
            ...{ ':role': role, ':status': status, ':revision': revision, ':next': revision + 1 },
            ...(ends ? { ':notBefore': notBefore } : {}),
            ...(gone ? { ':gone': gone } : {}),
          },
        },
        audited,
      );
    },
    touch: ({ tenantId, userId, revision }) =>
      items.change(memberKey(tenantId, userId), {
        condition: whileAtRevision.condition,
        update: 'SET revision = :next',
        values: { ':revision': revision, ':next': revision + 1 },
      }),
    async rename(tenantId, userId, name, audited) {
      const change = { update: 'SET #name = :name', names: { '#name': 'name' }, values: { ':name': name } };
      await items.change(memberKey(tenantId, userId), change, audited);
    },
    async endSessions(tenantId, userId, notBefore, audited) {
      const change = { update: 'SET notBefore = :notBefore', values: { ':notBefore': notBefore } };
      await items.change(memberKey(tenantId, userId), change, audited);
    },
  };
}
