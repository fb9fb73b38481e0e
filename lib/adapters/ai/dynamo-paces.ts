import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { TaskName } from '../../contracts/ai/task.ts';
import type { Paces } from '../../domain/ai/gateway/pace.ts';
import type { Table } from '../../runtime/document-client.ts';

const item = z.object({ milliseconds: z.int(), at: z.number() });

/** Seconds after which nobody wants to know it any more. */
const kept = 3_600;

/** `CIRCUIT#<provider>#<model>`/`PACE#<task>`: beside the circuit, for it is written as often and told of differently. */
export function dynamoPaces({ client, name: TableName }: Table): Paces {
  const keyOf = (model: string, task: TaskName) => ({ pk: `CIRCUIT#${model}`, sk: `PACE#${task}` });
  return {
    find: async (model, task) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(model, task) }));
      return Item && z.parse(item, Item);
    },
    keep: async (model, task, pace) => {
      const expiresAt = Math.floor(pace.at / 1_000) + kept;
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(model, task), ...pace, expiresAt } }));
    },
  };
}
