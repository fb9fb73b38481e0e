import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from '../../../runtime/aws-client.ts';

/** The value of a secret, then the one before it, which still counts. */
export async function secretValues(
  secretArn: string,
  client = new SecretsManagerClient(clientSettings),
): Promise<readonly string[]> {
  const read = async (stage: 'AWSCURRENT' | 'AWSPREVIOUS') => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: secretArn, VersionStage: stage }));
    return answer.SecretString;
  };
  const current = await read('AWSCURRENT');
  if (!current) throw new Error('a secret of the sign-in is empty');
  const previous = await read('AWSPREVIOUS').catch((error) => {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  return previous ? [current, previous] : [current];
}
