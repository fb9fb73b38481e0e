import type { AwsRequest, LocalContext, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import { secretKeyPermissions } from '../secrets-manager/operations.ts';
import type { Secrets } from '../secrets-manager/secrets.ts';
import { optionalText, text } from '../wire/input.ts';
import type { Input } from '../wire/json-service.ts';
import type { Clusters } from './clusters.ts';
import type { Login } from './connections.ts';
import type { SqlParameter } from './parameters.ts';
import { executeAnswer } from './result.ts';
import { toStatement } from './statement.ts';

export interface DataOperation {
  permissions(input: Input): readonly Permission[];
  run(input: Input, request: AwsRequest): Promise<object>;
}

const maximumBatch = 1000;

/** The Data API's operations by their paths. */
export function dataOperations(
  context: LocalContext,
  clusters: Clusters,
  secrets: Secrets,
): Record<string, DataOperation> {
  const on = (action: string, run: (input: Input) => Promise<object>): DataOperation => ({
    permissions(input) {
      const secret = secrets.find(text(input, 'secretArn'));
      return [
        { action: `rds-data:${action}`, resource: clusters.find(text(input, 'resourceArn')).arn },
        { action: 'secretsmanager:GetSecretValue', resource: secret.arn },
        ...secretKeyPermissions(context, secret, 'kms:Decrypt'),
      ];
    },
    run,
  });

  function loginOf(input: Input): Login {
    const cluster = clusters.find(text(input, 'resourceArn'));
    if (!cluster.dataApi) {
      throw new AwsError(
        'HttpEndpointNotEnabledException',
        `HttpEndpoint is not enabled for resource ${cluster.arn}`,
      );
    }
    const value = secrets.current(secrets.find(text(input, 'secretArn')))?.SecretString ?? '';
    const { username, password } = credentialsIn(value);
    return { database: optionalText(input, 'database') ?? cluster.database, user: username, password };
  }

  return {
    '/Execute': on('ExecuteStatement', async (input) => {
      const statement = toStatement(text(input, 'sql'), parametersIn(input.parameters));
      const result = await clusters
        .connections()
        .execute(loginOf(input), statement, optionalText(input, 'transactionId'));
      return executeAnswer(result, input);
    }),
    '/BatchExecute': on('BatchExecuteStatement', (input) => executeBatch(clusters, loginOf(input), input)),
    '/BeginTransaction': on('BeginTransaction', async (input) => ({
      transactionId: await clusters.connections().begin(loginOf(input)),
    })),
    '/CommitTransaction': on('CommitTransaction', async (input) => {
      await clusters.connections().end(text(input, 'transactionId'), undefined, 'COMMIT');
      return { transactionStatus: 'Transaction Committed' };
    }),
    '/RollbackTransaction': on('RollbackTransaction', async (input) => {
      await clusters.connections().end(text(input, 'transactionId'), undefined, 'ROLLBACK');
      return { transactionStatus: 'Rollback Complete' };
    }),
  };
}

/** All sets or none, unless the caller has its own transaction. */
async function executeBatch(clusters: Clusters, login: Login, input: Input): Promise<object> {
  const sets = Array.isArray(input.parameterSets) ? input.parameterSets : [[]];
  if (sets.length > maximumBatch) {
    throw new AwsError('BadRequestException', `A batch has at most ${maximumBatch} parameter sets`);
  }
  const connections = clusters.connections();
  const given = optionalText(input, 'transactionId');
  const transaction = given ?? (await connections.begin(login));
  try {
    for (const set of sets) {
      await connections.execute(login, toStatement(text(input, 'sql'), parametersIn(set)), transaction);
    }
  } catch (error) {
    if (given === undefined) await connections.end(transaction, login, 'ROLLBACK');
    throw error;
  }
  if (given === undefined) await connections.end(transaction, login, 'COMMIT');
  return { updateResults: sets.map(() => ({ generatedFields: [] })) };
}

function parametersIn(value: unknown): readonly SqlParameter[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as readonly SqlParameter[];
  throw new AwsError('BadRequestException', 'parameters must be a list');
}

function credentialsIn(secret: string): { username: string; password: string } {
  try {
    const { username, password } = JSON.parse(secret);
    if (typeof username === 'string' && typeof password === 'string') return { username, password };
  } catch {
    // Told below, without the secret's content.
  }
  throw new AwsError('InvalidSecretException', 'The secret must be JSON with username and password');
}
