import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from '../../runtime/aws-client.ts';
import { recentReads } from '../../runtime/recent-reads.ts';

/** A key that was changed is in force after as many milliseconds. */
const kept = 300_000;

/** The text of a secret; undefined where there is none to read. */
export function secretText(arn: string | undefined): () => Promise<string | undefined> {
  if (arn === undefined) return async () => undefined;
  const secrets = new SecretsManagerClient(clientSettings);
  const read = recentReads(
    async (SecretId) => (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString,
    { kept, most: 10 },
  );
  return () => read(arn);
}
