import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { PolicyRevision, PolicyStore } from '../../domain/redaction/policy/policy-store.ts';
import { auditedUpdate, newAuditEvent } from '../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import { policyItem, policyPlace } from './policy-items.ts';

/** `POLICY` holds the present one; each one before is kept as `POLICY#<revision>` before it is replaced. */
export function dynamoPolicyStore({ client, name: TableName }: Table): PolicyStore {
  const find = async (tenantId: string, revision?: number): Promise<PolicyRevision | undefined> => {
    const Key = policyPlace(tenantId, revision);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && z.parse(policyItem, Item);
  };
  const keep = (tenantId: string, before: PolicyRevision) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName,
          Item: { ...policyPlace(tenantId, before.revision), ...before },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );

  return {
    present: (tenantId) => find(tenantId),
    find,
    async replace(tenantId, before, after, audited) {
      if (before.revision > 0) await keep(tenantId, before);
      const update = auditedUpdate(
        {
          TableName,
          Key: policyPlace(tenantId),
          UpdateExpression: 'SET revision = :revision, #rules = :rules, updatedAt = :at, updatedBy = :by',
          ConditionExpression: before.revision === 0 ? 'attribute_not_exists(pk)' : 'revision = :before',
          ExpressionAttributeNames: { '#rules': 'rules' },
          ExpressionAttributeValues: {
            ':revision': after.revision,
            ':rules': after.rules,
            ':at': after.updatedAt,
            ':by': after.updatedBy,
            ...(before.revision === 0 ? {} : { ':before': before.revision }),
          },
        },
        newAuditEvent(audited),
      );
      return ifHolds(client.send(new UpdateCommand(update)));
    },
  };
}
