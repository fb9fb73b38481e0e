import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Audited } from '../../contracts/audit/audited.ts';
import type { PlannedTenant, TenantPlans } from '../../domain/metering/tenant-plans.ts';
import { auditedUpdate, newAuditEvent } from '../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

interface Update {
  readonly update: string;
  readonly condition: string;
  readonly names?: Record<string, string>;
  readonly values: Record<string, unknown>;
}

/** On `TENANT#<id>`/`TENANT`: plan, pendingPlan, subscription, paidBy, and planChange until it was announced. */
export function dynamoPlans({ client, name: TableName }: Table): TenantPlans {
  const placeOf = (tenantId: string) => ({ TableName, Key: { pk: `TENANT#${tenantId}`, sk: 'TENANT' } });
  const write = (tenantId: string, { update, condition, names, values }: Update, audited?: Audited) => {
    const input = {
      ...placeOf(tenantId),
      UpdateExpression: update,
      ConditionExpression: condition,
      ...(names && { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: values,
    };
    return ifHolds(
      client.send(new UpdateCommand(audited ? auditedUpdate(input, newAuditEvent(audited)) : input)),
    );
  };

  return {
    async find(tenantId) {
      const { Item } = await client.send(new GetCommand({ ...placeOf(tenantId), ConsistentRead: true }));
      if (!Item) return undefined;
      const { name, plan, pendingPlan: pending, subscription, paidBy, planChange: unannounced } = Item;
      return { tenantId, name, plan, pending, subscription, paidBy, unannounced } as PlannedTenant;
    },
    change: ({ change, subscription, paidBy }, audited) =>
      write(
        change.tenantId,
        {
          update: [
            'SET #plan = :after, planChange = :change',
            subscription ? ', subscription = :subscription' : '',
            paidBy ? ', paidBy = :paidBy' : '',
            ' REMOVE pendingPlan',
          ].join(''),
          condition: '#plan = :before',
          names: { '#plan': 'plan' },
          values: {
            ...{ ':before': change.before, ':after': change.after, ':change': change },
            ...(subscription ? { ':subscription': subscription } : {}),
            ...(paidBy ? { ':paidBy': paidBy } : {}),
          },
        },
        audited,
      ),
    async await(tenantId, pending, audited) {
      const values = { ':pending': pending };
      const update = { update: 'SET pendingPlan = :pending', condition: 'attribute_exists(pk)', values };
      await write(tenantId, update, audited);
    },
    async dropPending(tenantId, checkout, audited) {
      const condition = 'pendingPlan.checkout = :checkout';
      const values = { ':checkout': checkout };
      await write(tenantId, { update: 'REMOVE pendingPlan', condition, values }, audited);
    },
    async dropSubscription(tenantId, subscription) {
      const condition = 'subscription = :subscription';
      const values = { ':subscription': subscription };
      await write(tenantId, { update: 'REMOVE subscription', condition, values });
    },
    async announced({ tenantId, id }) {
      const condition = 'planChange.id = :id';
      await write(tenantId, { update: 'REMOVE planChange', condition, values: { ':id': id } });
    },
  };
}
