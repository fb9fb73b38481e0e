import type { LocalContext, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import { keyPermissions } from '../kms/grant.ts';
import { refuseMembers, text } from '../wire/input.ts';
import type { Input, Operation } from '../wire/json-service.ts';
import { writtenAttributes } from './attributes.ts';
import type { Engine } from './engine.ts';
import type { Expiry } from './expiry.ts';
import { keyValues, leadingKeys } from './leading-keys.ts';
import type { Table } from './tables.ts';

interface Dynamo {
  readonly context: LocalContext;
  readonly engine: Engine;
  readonly expiry: Expiry;
  readonly tables: ReadonlyMap<string, Table>;
}

export function dynamoOperations(dynamo: Dynamo): Record<string, Operation> {
  const { engine, expiry, tables } = dynamo;
  const single = (name: string): Operation => ({
    permissions(input) {
      const table = findTable(dynamo, input);
      const touched = {
        'dynamodb:LeadingKeys': leadingKeys(name, input, table.keys[0] ?? ''),
        'dynamodb:Attributes': writtenAttributes(name, input),
      };
      return tablePermissions(dynamo, name, table, touched, indexOf(input));
    },
    run: (input) => runOnItem(engine, name, { ...input, TableName: findTable(dynamo, input).name }),
  });
  return {
    GetItem: single('GetItem'),
    PutItem: single('PutItem'),
    UpdateItem: single('UpdateItem'),
    DeleteItem: single('DeleteItem'),
    Query: single('Query'),
    Scan: single('Scan'),
    BatchGetItem: {
      permissions: (input) =>
        requestItems(input).flatMap(([name, request]) => {
          const table = findTable(dynamo, { TableName: name });
          const keys = (request as { Keys?: unknown[] }).Keys ?? [];
          const touched = { 'dynamodb:LeadingKeys': keyValues(keys, table.keys[0] ?? '') };
          return tablePermissions(dynamo, 'BatchGetItem', table, touched);
        }),
      run: (input) => engine.run('BatchGetItem', input),
    },
    BatchWriteItem: {
      permissions: (input) =>
        requestItems(input).flatMap(([name, requests]) => {
          const table = findTable(dynamo, { TableName: name });
          const items = (requests as BatchWrite[]).map(
            ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key,
          );
          const touched = { 'dynamodb:LeadingKeys': keyValues(items, table.keys[0] ?? '') };
          return tablePermissions(dynamo, 'BatchWriteItem', table, touched);
        }),
      run: (input) => engine.run('BatchWriteItem', input),
    },
    DescribeTable: onTable(dynamo, 'DescribeTable', ({ name }) =>
      engine.run('DescribeTable', { TableName: name }),
    ),
    DescribeTimeToLive: onTable(dynamo, 'DescribeTimeToLive', ({ name }) => ({
      TimeToLiveDescription: expiry.describe(name),
    })),
    UpdateTimeToLive: onTable(dynamo, 'UpdateTimeToLive', ({ name }, input) => {
      const { AttributeName, Enabled } = (input.TimeToLiveSpecification ?? {}) as Record<string, unknown>;
      if (typeof AttributeName !== 'string' || typeof Enabled !== 'boolean') {
        throw new AwsError('ValidationException', 'TimeToLiveSpecification needs AttributeName and Enabled');
      }
      expiry.update(name, AttributeName, Enabled);
      return { TimeToLiveSpecification: { AttributeName, Enabled } };
    }),
    DescribeContinuousBackups: onTable(dynamo, 'DescribeContinuousBackups', ({ pointInTimeRecovery }) => ({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: pointInTimeRecovery ? 'ENABLED' : 'DISABLED',
        },
      },
    })),
    ListTables: {
      permissions: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
      run(input) {
        refuseMembers(input, 'ListTables', ['ExclusiveStartTableName', 'Limit']);
        return { TableNames: [...tables.keys()].sort() };
      },
    },
  };
}

interface BatchWrite {
  readonly PutRequest?: { readonly Item: unknown };
  readonly DeleteRequest?: { readonly Key: unknown };
}

function onTable(
  dynamo: Dynamo,
  name: string,
  run: (table: Table, input: Input) => object | Promise<object>,
): Operation {
  return {
    permissions: (input) => [{ action: `dynamodb:${name}`, resource: findTable(dynamo, input).arn }],
    run: (input) => run(findTable(dynamo, input), input),
  };
}

/** By name or ARN. */
function findTable({ tables }: Dynamo, input: Input): Table {
  const table = tables.get(text(input, 'TableName').split('table/').at(-1) ?? '');
  if (table) return table;
  throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
}

function requestItems(input: Input): readonly [string, unknown][] {
  const items = input.RequestItems;
  if (typeof items !== 'object' || items === null) {
    throw new AwsError('ValidationException', 'The request must contain the parameter RequestItems');
  }
  return Object.entries(items);
}

function indexOf(input: Input): string | undefined {
  return typeof input.IndexName === 'string' ? input.IndexName : undefined;
}

function tablePermissions(
  { context }: Dynamo,
  operation: string,
  table: Table,
  touched: Readonly<Record<string, readonly string[]>>,
  index?: string,
): readonly Permission[] {
  return [
    {
      action: `dynamodb:${operation}`,
      resource: index ? `${table.arn}/index/${index}` : table.arn,
      // A key without a value is one that the request does not have.
      context: Object.fromEntries(Object.entries(touched).filter(([, values]) => values.length > 0)),
    },
    ...keyPermissions(context, {
      key: table.key,
      action: 'kms:Decrypt',
      via: 'dynamodb',
      encryptionContext: {
        'aws:dynamodb:tableName': table.name,
        'aws:dynamodb:subscriberId': context.account,
      },
    }),
  ];
}

async function runOnItem(engine: Engine, name: string, input: Input): Promise<object> {
  const { ReturnValuesOnConditionCheckFailure: wanted, ...rest } = input;
  try {
    return await engine.run(name, rest);
  } catch (error) {
    if (wanted !== 'ALL_OLD' || !(error instanceof AwsError)) throw error;
    if (error.code !== 'ConditionalCheckFailedException') throw error;
    throw await withItem(engine, rest, error);
  }
}

/** dynalite does not return the item that failed the condition; it is read right after the refusal. */
async function withItem(engine: Engine, input: Input, error: AwsError): Promise<AwsError> {
  const { Table } = await engine.run('DescribeTable', { TableName: input.TableName });
  const schema = (Table as { KeySchema: { AttributeName: string }[] }).KeySchema;
  const from = (input.Key ?? input.Item) as Record<string, unknown>;
  const Key = Object.fromEntries(schema.map(({ AttributeName }) => [AttributeName, from[AttributeName]]));
  const { Item } = await engine.run('GetItem', { TableName: input.TableName, Key, ConsistentRead: true });
  return new AwsError(error.code, error.message, error.status, Item ? { ...error.extra, Item } : error.extra);
}
