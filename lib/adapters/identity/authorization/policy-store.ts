import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  noPolicies,
  type PolicyStore,
  type PolicyVersion,
} from '../../../domain/identity/authorization/policy-store.ts';
import { auditedUpdate, newAuditEvent } from '../../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';
import { policiesItem, policiesPlace } from './dynamo-policies.ts';

/** `POLICIES` holds the present ones; each one before is kept as `POLICIES#<version>` before it is replaced. */
export function dynamoPolicyStore({ client, name: TableName }: Table): PolicyStore {
  const read = async (tenantId: string, version?: number): Promise<PolicyVersion | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: policiesPlace(tenantId, version), ConsistentRead: true }),
    );
    return Item && z.parse(policiesItem, Item);
  };
  const present = async (tenantId: string) => (await read(tenantId)) ?? noPolicies;
  const keep = (tenantId: string, before: PolicyVersion) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName,
          Item: { ...policiesPlace(tenantId, before.version), ...before },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );

  return {
    present,
    async find(tenantId, version) {
      const now = await present(tenantId);
      return now.version === version ? now : read(tenantId, version);
    },
    async replace(tenantId, before, after, audited) {
      if (before.version > 0) await keep(tenantId, before);
      const update = auditedUpdate(
        {
          TableName,
          Key: policiesPlace(tenantId),
          UpdateExpression: 'SET version = :version, policies = :policies, updatedAt = :at, updatedBy = :by',
          ConditionExpression: before.version === 0 ? 'attribute_not_exists(pk)' : 'version = :before',
          ExpressionAttributeValues: {
            ':version': after.version,
            ':policies': after.policies,
            ':at': after.updatedAt,
            ':by': after.updatedBy,
            ...(before.version === 0 ? {} : { ':before': before.version }),
          },
        },
        newAuditEvent(audited),
      );
      return ifHolds(client.send(new UpdateCommand(update)));
    },
  };
}
