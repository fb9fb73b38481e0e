import { join } from 'node:path';
import type { LocalContext, LocalPart } from '../../service.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { jsonService } from '../wire/json-service.ts';
import { openEngine } from './engine.ts';
import { Expiry } from './expiry.ts';
import { dynamoOperations } from './operations.ts';
import type { Table } from './tables.ts';
import { tableProvider } from './tables.ts';

/** AWS promises deletion within a few days; a minute lets a person see it happen. */
const sweepEveryMs = 60_000;

export function dynamodbPart(
  context: LocalContext,
  now: () => number,
  policies: ResourcePolicies,
): LocalPart {
  const directory = join(context.stateDirectory, 'dynamodb');
  const engine = openEngine(join(directory, 'items'), context.account, context.region);
  const expiry = new Expiry(join(directory, 'ttl.sqlite'), engine, now);
  const tables = new Map<string, Table>();
  let sweeping: NodeJS.Timeout | undefined;
  let sweep = Promise.resolve();

  async function sweepAll(): Promise<void> {
    for (const { name, keys } of tables.values()) {
      const deleted = await expiry.sweep(name, keys);
      if (deleted > 0)
        context.log({
          level: 'debug',
          part: 'dynamodb',
          message: `${deleted} expired items deleted`,
          detail: { table: name },
        });
    }
  }

  return {
    name: 'dynamodb',
    providers: [tableProvider(context, engine, expiry, tables)],
    services: [
      jsonService({
        names: ['dynamodb'],
        target: 'DynamoDB_20120810',
        version: '1.0',
        errorNamespace: 'com.amazonaws.dynamodb.v20120810',
        policies,
        operations: dynamoOperations({ context, engine, expiry, tables }),
      }),
    ],
    async run() {
      sweeping = setInterval(() => {
        sweep = sweep.then(sweepAll).catch((error: Error) => {
          context.log({ level: 'error', part: 'dynamodb', message: `expiry sweep failed: ${error.message}` });
        });
      }, sweepEveryMs).unref();
    },
    async stop() {
      clearInterval(sweeping);
      await sweep;
      expiry.close();
      await engine.close();
    },
  };
}
