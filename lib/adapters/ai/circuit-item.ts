import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CircuitState } from '../../domain/ai/gateway/circuit.ts';
import type { Table } from '../../runtime/document-client.ts';

export const circuitKey = (model: string) => ({ pk: `CIRCUIT#${model}`, sk: 'CIRCUIT' });

const item = z.object({
  generation: z.int(),
  stretch: z.int(),
  calls: z.int(),
  failures: z.int(),
  openUntil: z.optional(z.number()),
  probeUntil: z.optional(z.number()),
});

/** A circuit that nobody has heard of is closed. */
export function circuitState(found: Record<string, unknown> | undefined): CircuitState {
  const { stretch, openUntil, probeUntil, ...counts } = found
    ? z.parse(item, found)
    : { generation: 0, stretch: 0, calls: 0, failures: 0, openUntil: undefined, probeUntil: undefined };
  return { ...counts, window: stretch, openUntil, probeUntil };
}

export interface CircuitWrite {
  readonly set: string;
  readonly if: string;
  readonly values: NonNullable<UpdateCommandInput['ExpressionAttributeValues']>;
}

/** The circuit after the write; undefined where its condition did not hold. */
export async function writeCircuit(
  { client, name }: Table,
  model: string,
  write: CircuitWrite,
): Promise<CircuitState | undefined> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: name,
        Key: circuitKey(model),
        UpdateExpression: write.set,
        ConditionExpression: write.if,
        ExpressionAttributeValues: write.values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return circuitState(Attributes);
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
