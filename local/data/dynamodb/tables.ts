import type { LocalContext, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { generatedName } from '../physical-name.ts';
import { allowProperties, flag, section, sections, textProperty } from '../template-properties.ts';
import type { Engine } from './engine.ts';
import type { Expiry } from './expiry.ts';

export interface Table {
  readonly name: string;
  readonly arn: string;
  readonly keys: readonly string[];
  readonly pointInTimeRecovery: boolean;
  /** Customer key; absent for keys that AWS owns or manages. */
  readonly key: string | undefined;
}

const properties = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'TimeToLiveSpecification',
  'DeletionProtectionEnabled',
  'TableClass',
  'ContributorInsightsSpecification',
];
const replicaProperties = [
  'Region',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'DeletionProtectionEnabled',
  'TableClass',
  'ContributorInsightsSpecification',
  'Tags',
];

export function tableProvider(
  context: LocalContext,
  engine: Engine,
  expiry: Expiry,
  tables: Map<string, Table>,
): ResourceProvider {
  const nameOf = (resource: TemplateResource) =>
    textProperty(resource, 'TableName') ?? generatedName(resource, 255);
  const arnOf = (name: string) => `arn:aws:dynamodb:${context.region}:${context.account}:table/${name}`;
  return {
    types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
    identify(resource) {
      const name = nameOf(resource);
      return { ref: name, attributes: { Arn: arnOf(name), TableId: name } };
    },
    async create(resource) {
      allowProperties(
        resource,
        resource.type.endsWith('GlobalTable')
          ? [...properties, 'Replicas', 'StreamSpecification']
          : properties,
      );
      const name = nameOf(resource);
      const local = ownReplica(resource, context.region);
      await createOrCheck(engine, tableInput(resource, name), resource);
      const ttl = section(resource.properties, 'TimeToLiveSpecification');
      if (typeof ttl.AttributeName === 'string') expiry.declare(name, ttl.AttributeName, flag(ttl.Enabled));
      const encryption = section(local, 'SSESpecification');
      tables.set(name, {
        name,
        arn: arnOf(name),
        keys: sections(resource.properties, 'KeySchema').map((key) => String(key.AttributeName)),
        pointInTimeRecovery: flag(
          section(local, 'PointInTimeRecoverySpecification').PointInTimeRecoveryEnabled,
        ),
        key: typeof encryption.KMSMasterKeyId === 'string' ? encryption.KMSMasterKeyId : undefined,
      });
    },
  };
}

/** A global table's settings for this region. There is one region here: the other replicas are not made. */
function ownReplica(resource: TemplateResource, region: string): Record<string, unknown> {
  const replicas = sections(resource.properties, 'Replicas');
  if (resource.type === 'AWS::DynamoDB::Table') return resource.properties;
  const own = replicas.find((replica) => replica.Region === region);
  if (!own) throw new UnsupportedError(`a global table without a replica in ${region} (${resource.id})`);
  const unknown = Object.keys(own).find((property) => !replicaProperties.includes(property));
  if (unknown)
    throw new UnsupportedError(`property Replicas.${unknown} of ${resource.type} (${resource.id})`);
  return own;
}

function tableInput(resource: TemplateResource, name: string): Record<string, unknown> {
  if (resource.properties.BillingMode !== 'PAY_PER_REQUEST') {
    throw new UnsupportedError(`provisioned capacity of ${resource.id}; only PAY_PER_REQUEST`);
  }
  const indexes = (kind: string) => {
    const found = sections(resource.properties, kind).map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
    return found.length > 0 ? { [kind]: found } : {};
  };
  return {
    TableName: name,
    AttributeDefinitions: resource.properties.AttributeDefinitions,
    KeySchema: resource.properties.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...indexes('GlobalSecondaryIndexes'),
    ...indexes('LocalSecondaryIndexes'),
  };
}

async function createOrCheck(
  engine: Engine,
  input: Record<string, unknown>,
  resource: TemplateResource,
): Promise<void> {
  const existing = await engine.run('DescribeTable', { TableName: input.TableName }).catch(() => undefined);
  if (existing) {
    const before = existing.Table as Record<string, unknown>;
    if (shape(before) === shape(input)) return;
    throw new Error(
      `Table ${String(input.TableName)} (${resource.id}) was stored with other keys or indexes than the template now has; start with fresh state`,
    );
  }
  await engine.run('CreateTable', input);
  for (;;) {
    const { Table } = await engine.run('DescribeTable', { TableName: input.TableName });
    if ((Table as { TableStatus: string }).TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** What cannot change under stored items: keys and indexes. */
function shape(table: Record<string, unknown>): string {
  const keys = (owner: Record<string, unknown>) =>
    sections(owner, 'KeySchema').map(({ AttributeName, KeyType }) => `${KeyType}:${AttributeName}`);
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((kind) =>
    sections(table, kind).map((index) => ({
      name: index.IndexName,
      keys: keys(index),
      projection: section(index, 'Projection').ProjectionType,
    })),
  );
  indexes.sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
  return JSON.stringify({ keys: keys(table), indexes });
}
