import type { StackFixture } from './harness.ts';

const login = (member: string) => ({
  'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Login' }, `:SecretString:${member}::}}`]],
});

/** `Database`, whose login is generated into the secret `Login`, as the product's stack declares it. */
export const databaseResources: StackFixture['Resources'] = {
  Login: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"guides"}',
        GenerateStringKey: 'password',
        ExcludeCharacters: '"@/\\',
      },
    },
  },
  Database: {
    Type: 'AWS::RDS::DBCluster',
    Properties: {
      Engine: 'aurora-postgresql',
      DatabaseName: 'guidewright',
      EnableHttpEndpoint: true,
      MasterUsername: login('username'),
      MasterUserPassword: login('password'),
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4 },
    },
  },
  Writer: {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      DBClusterIdentifier: { Ref: 'Database' },
      DBInstanceClass: 'db.serverless',
      Engine: 'aurora-postgresql',
    },
  },
  Attachment: {
    Type: 'AWS::SecretsManager::SecretTargetAttachment',
    Properties: {
      SecretId: { Ref: 'Login' },
      TargetId: { Ref: 'Database' },
      TargetType: 'AWS::RDS::DBCluster',
    },
  },
};
