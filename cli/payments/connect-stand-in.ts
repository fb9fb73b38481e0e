import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LocalCloud } from '../../local/main.ts';
import { type StandInPayments, startStandInPayments } from './stand-in.ts';

/** Gives the local cloud a payment provider, as whoever runs a deployment gives it theirs. */
export async function connectStandInPayments(
  cloud: Pick<LocalCloud, 'endpoint' | 'adminCredentials' | 'outputs' | 'region'>,
): Promise<StandInPayments> {
  const { ApiUrl, PaymentAccountArn } = cloud.outputs;
  if (!ApiUrl || !PaymentAccountArn) throw new Error('The stacks have no payment account');
  const payments = await startStandInPayments(`${ApiUrl}/v1/payments/events`);
  const { endpoint, region, adminCredentials: credentials } = cloud;
  const secrets = new SecretsManagerClient({ endpoint, region, credentials });
  const SecretString = JSON.stringify(payments.account);
  await secrets.send(new PutSecretValueCommand({ SecretId: PaymentAccountArn, SecretString }));
  return payments;
}
