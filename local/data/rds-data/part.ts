import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { generatedName, resourceDigest } from '../physical-name.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import type { Secrets } from '../secrets-manager/secrets.ts';
import { allowProperties, flag, textProperty } from '../template-properties.ts';
import { Clusters } from './clusters.ts';
import { dataOperations } from './operations.ts';
import { dataService } from './service.ts';

/** The Data API ends a transaction that has been idle for three minutes. */
const idleMs = 3 * 60_000;

interface RdsData {
  readonly clusters: Clusters;
  part(secrets: Secrets, policies: ResourcePolicies): LocalPart;
}

/** In two steps, because secrets attach to clusters and clusters log in by secrets. */
export function rdsData(context: LocalContext): RdsData {
  const clusters = new Clusters(context, join(context.stateDirectory, 'rds-data'), idleMs);
  return {
    clusters,
    part: (secrets, policies) => ({
      name: 'rds-data',
      providers: [clusterProvider(context, clusters), instanceProvider(context), groupProvider()],
      services: [dataService(dataOperations(context, clusters, secrets), policies)],
      stop: () => clusters.stop(),
    }),
  };
}

/** Connection details that a secret attached to the cluster carries. */
export function attachment(
  context: LocalContext,
  clusters: Clusters,
  targetId: string,
): Record<string, unknown> {
  const cluster = clusters.byIdentifier(targetId);
  if (!cluster) throw new UnsupportedError(`a secret attached to ${targetId}; only database clusters`);
  return {
    engine: 'postgres',
    host: '127.0.0.1',
    port: context.ports.postgres,
    dbname: cluster.database,
    dbClusterIdentifier: cluster.identifier,
  };
}

function clusterProvider(context: LocalContext, clusters: Clusters): ResourceProvider {
  const identifierOf = (resource: TemplateResource) =>
    (textProperty(resource, 'DBClusterIdentifier') ?? generatedName(resource, 63)).toLowerCase();
  const arnOf = (identifier: string) =>
    `arn:aws:rds:${context.region}:${context.account}:cluster:${identifier}`;
  return {
    types: ['AWS::RDS::DBCluster'],
    identify(resource) {
      const identifier = identifierOf(resource);
      return {
        ref: identifier,
        attributes: {
          DBClusterArn: arnOf(identifier),
          DBClusterResourceId: `cluster-${resourceDigest(resource).slice(0, 26).toUpperCase()}`,
          'Endpoint.Address': '127.0.0.1',
          'Endpoint.Port': String(context.ports.postgres),
          'ReadEndpoint.Address': '127.0.0.1',
        },
      };
    },
    async create(resource) {
      allowProperties(resource, clusterProperties);
      const engine = textProperty(resource, 'Engine');
      if (engine !== 'aurora-postgresql')
        throw new UnsupportedError(`database engine ${engine} (${resource.id})`);
      const name = textProperty(resource, 'MasterUsername');
      const password = textProperty(resource, 'MasterUserPassword');
      if (!name || !password) {
        throw new UnsupportedError(
          `a cluster without MasterUsername and MasterUserPassword (${resource.id})`,
        );
      }
      const identifier = identifierOf(resource);
      await clusters.start(
        {
          identifier,
          arn: arnOf(identifier),
          database: textProperty(resource, 'DatabaseName') ?? 'postgres',
          dataApi: flag(resource.properties.EnableHttpEndpoint),
        },
        { name, password },
      );
    },
  };
}

/** What an Aurora cluster may say; capacity, backups and the network have no meaning on one machine. */
const clusterProperties = [
  'DBClusterIdentifier',
  'Engine',
  'EngineVersion',
  'EngineMode',
  'DatabaseName',
  'MasterUsername',
  'MasterUserPassword',
  'EnableHttpEndpoint',
  'ServerlessV2ScalingConfiguration',
  'StorageEncrypted',
  'KmsKeyId',
  'StorageType',
  'BackupRetentionPeriod',
  'PreferredBackupWindow',
  'PreferredMaintenanceWindow',
  'CopyTagsToSnapshot',
  'DeletionProtection',
  'DBClusterParameterGroupName',
  'DBSubnetGroupName',
  'VpcSecurityGroupIds',
  'EnableCloudwatchLogsExports',
  'EnableIAMDatabaseAuthentication',
  'PerformanceInsightsEnabled',
  'PerformanceInsightsRetentionPeriod',
  'PerformanceInsightsKmsKeyId',
  'DatabaseInsightsMode',
  'AutoMinorVersionUpgrade',
  'Port',
];

/** Instances give a cluster its capacity; here the cluster is one server already. */
function instanceProvider(context: LocalContext): ResourceProvider {
  const identifierOf = (resource: TemplateResource) =>
    (textProperty(resource, 'DBInstanceIdentifier') ?? generatedName(resource, 63)).toLowerCase();
  return {
    types: ['AWS::RDS::DBInstance'],
    identify: (resource) => ({
      ref: identifierOf(resource),
      attributes: {
        DBInstanceArn: `arn:aws:rds:${context.region}:${context.account}:db:${identifierOf(resource)}`,
        'Endpoint.Address': '127.0.0.1',
        'Endpoint.Port': String(context.ports.postgres),
      },
    }),
    async create(resource) {
      if (textProperty(resource, 'DBClusterIdentifier') === undefined) {
        throw new UnsupportedError(`a database instance outside of a cluster (${resource.id})`);
      }
    },
  };
}

function groupProvider(): ResourceProvider {
  return {
    types: ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBClusterParameterGroup'],
    identify: (resource) => ({ ref: generatedName(resource, 255).toLowerCase(), attributes: {} }),
    create: async () => {},
  };
}
