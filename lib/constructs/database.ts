import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IpAddresses, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { RunbookAlarm } from './alarm.ts';

export interface DatabaseProps {
  readonly key: IKey;
  readonly name: string;
  /** Aurora capacity units. A minimum of 0 pauses it when nobody asks. */
  readonly capacity: { readonly minimum: number; readonly maximum: number };
}

/** Aurora Serverless PostgreSQL that is reached by the Data API alone: its network has no way in or out. */
export class Database extends Construct {
  readonly cluster: DatabaseCluster;
  readonly secret: ISecret;
  readonly name: string;

  constructor(scope: Construct, id: string, { key, name, capacity }: DatabaseProps) {
    super(scope, id);
    this.name = name;
    const vpc = new Vpc(this, 'Network', {
      ipAddresses: IpAddresses.cidr('10.40.0.0/24'),
      maxAzs: 2,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: 'database', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
    });
    acknowledge(
      vpc,
      'VPC7',
      'No traffic to log: isolated subnets, no gateway, and a security group without rules.',
    );
    const nobody = new SecurityGroup(this, 'Nobody', {
      vpc,
      allowAllOutbound: false,
      description: 'Lets nobody in: the Data API does not come through the network',
    });
    // Named beforehand, so that the log group exists with its retention before Aurora would make one without.
    const clusterIdentifier = `${Stack.of(this).stackName}-${name}`.toLowerCase();
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/rds/cluster/${clusterIdentifier}/postgresql`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.cluster = new DatabaseCluster(this, 'Cluster', {
      clusterIdentifier,
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 }),
      writer: ClusterInstance.serverlessV2('Writer'),
      serverlessV2MinCapacity: capacity.minimum,
      serverlessV2MaxCapacity: capacity.maximum,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [nobody],
      defaultDatabaseName: name,
      credentials: Credentials.fromGeneratedSecret(name),
      enableDataApi: true,
      iamAuthentication: true,
      storageEncrypted: true,
      storageEncryptionKey: key,
      backup: { retention: Duration.days(14) },
      copyTagsToSnapshot: true,
      cloudwatchLogsExports: ['postgresql'],
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.cluster.node.addDependency(logs);
    const secret = this.cluster.secret;
    if (!secret) throw new Error('A cluster with generated credentials has a secret');
    this.secret = secret;
    acknowledge(
      this.cluster,
      'SMG4',
      'Rotation needs a function inside the network and a way out of it. The password opens nothing by itself: there is no network path, and the Data API asks for IAM permission as well.',
    );
    acknowledge(this.cluster, 'RDS11', 'The port is no defence here: nothing can connect to it.');
    this.watch(capacity.maximum);
  }

  /** What every function that queries it needs. */
  get environment(): { DATABASE_ARN: string; DATABASE_SECRET_ARN: string; DATABASE_NAME: string } {
    return {
      DATABASE_ARN: this.cluster.clusterArn,
      DATABASE_SECRET_ARN: this.secret.secretArn,
      DATABASE_NAME: this.name,
    };
  }

  private watch(maximumCapacity: number): void {
    new RunbookAlarm(this, 'Load', {
      metric: this.cluster.metricServerlessDatabaseCapacity({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      threshold: maximumCapacity,
      periods: 3,
      meaning: 'The database runs at its maximum capacity; lists, saves and publishing get slow.',
      runbook: 'database-load',
    });
  }
}
