import { PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type RecordedCall, recordedCall } from '../../contracts/ai/cost.ts';
import type { BegunCall, CallRecords } from '../../domain/ai/gateway/call-records.ts';
import type { CostPorts } from '../../domain/ai/read-cost.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** Seconds for which a call is kept: its month and a year. */
const kept = 397 * 24 * 3_600;

/**
 * `COST#<tenant>#<guide>`/`CALL#<call>`: one item for each call to a model, written before it is made. `settled`,
 * the tokens and the price, comes when they are known, or else `estimated`; told again they change nothing.
 */
export function dynamoCalls({ client, name: TableName }: Table): CallRecords & CostPorts['calls'] {
  const partition = (tenantId: string, guideId: string) => `COST#${tenantId}#${guideId}`;
  /** Of an open call. */
  const set = async (
    { tenantId, guideId, callId }: BegunCall,
    member: 'settled' | 'estimated',
    value: unknown,
  ) => {
    await ifHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key: { pk: partition(tenantId, guideId), sk: `CALL#${callId}` },
          UpdateExpression: 'SET #member = :value',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(settled)',
          ExpressionAttributeNames: { '#member': member },
          ExpressionAttributeValues: { ':value': value },
        }),
      ),
    );
  };
  return {
    begin: async ({ tenantId, guideId, callId, at, ...call }) => {
      const key = { pk: partition(tenantId, guideId), sk: `CALL#${callId}` };
      const expiresAt = Math.floor(at / 1_000) + kept;
      await client.send(
        new PutCommand({
          TableName,
          Item: { ...key, callId, ...call, begunAt: new Date(at).toISOString(), expiresAt },
        }),
      );
    },
    settle: (call, { input, output }, nanodollars) => set(call, 'settled', { input, output, nanodollars }),
    estimate: (call, tokens) => set(call, 'estimated', tokens),
    list: async (tenantId, guideId) => {
      const pages = paginateQuery(
        { client },
        {
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition(tenantId, guideId) },
          ConsistentRead: true,
        },
      );
      const calls: RecordedCall[] = [];
      for await (const { Items = [] } of pages)
        calls.push(...Items.map((item) => z.parse(recordedCall, item)));
      return calls;
    },
  };
}
