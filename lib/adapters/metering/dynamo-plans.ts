import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unpaid } from '../../domain/metering/subscriptions.ts';
import type { PlannedTenant, TenantPlans } from '../../domain/metering/tenant-plans.ts';
import { auditedUpdate, newAuditEvent } from '../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/**
 * On `TENANT#<id>`/`TENANT`: plan, pendingPlan, subscriptions, standing, toEnd, toTell, and planRevision, which is the
 * condition of each write: what is decided from the whole is written as a whole, or not at all.
 */
export function dynamoPlans({ client, name: TableName }: Table): TenantPlans {
  const placeOf = (tenantId: string) => ({ TableName, Key: { pk: `TENANT#${tenantId}`, sk: 'TENANT' } });
  return {
    async find(tenantId) {
      const { Item } = await client.send(new GetCommand({ ...placeOf(tenantId), ConsistentRead: true }));
      if (!Item) return undefined;
      const { name, plan, pendingPlan: pending, subscriptions = {}, standing = unpaid } = Item;
      const { toEnd = [], toTell = [], planRevision: revision = 0 } = Item;
      return {
        ...{ tenantId, name, plan, pending, subscriptions, standing, toEnd, toTell, revision },
      } as PlannedTenant;
    },
    save({ tenantId, revision }, after, audited) {
      const { plan, pending, subscriptions, standing, toEnd, toTell } = after;
      const input = {
        ...placeOf(tenantId),
        UpdateExpression: [
          'SET #plan = :plan, subscriptions = :subscriptions, standing = :standing',
          ', toEnd = :toEnd, toTell = :toTell, planRevision = :next',
          pending ? ', pendingPlan = :pending' : ' REMOVE pendingPlan',
        ].join(''),
        // Of a tenant whose plan was never changed there is no revision.
        ConditionExpression:
          revision === 0
            ? 'attribute_exists(pk) AND attribute_not_exists(planRevision)'
            : 'planRevision = :revision',
        ExpressionAttributeNames: { '#plan': 'plan' },
        ExpressionAttributeValues: {
          ...{ ':plan': plan, ':subscriptions': subscriptions, ':standing': standing, ':toEnd': toEnd },
          ...{ ':toTell': toTell, ':next': revision + 1 },
          ...(pending ? { ':pending': pending } : {}),
          ...(revision === 0 ? {} : { ':revision': revision }),
        },
      };
      const [first, ...more] = audited.map((event) => newAuditEvent(event));
      const update = first ? auditedUpdate(input, first, ...more) : input;
      return ifHolds(client.send(new UpdateCommand(update)));
    },
  };
}
