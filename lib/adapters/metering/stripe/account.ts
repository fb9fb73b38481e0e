import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { clientSettings } from '../../../runtime/aws-client.ts';
import { log } from '../../../runtime/log.ts';
import { parse } from '../../../runtime/parse.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';

/** What whoever runs the deployment puts into its payment secret (docs/runbooks/payments.md). */
const account = z.object({
  apiKey: z.string().check(z.minLength(1)),
  webhookSecret: z.string().check(z.minLength(16)),
  /** Without a slash at its end. */
  apiUrl: z._default(z.url(), 'https://api.stripe.com'),
});
export type StripeAccount = z.infer<typeof account>;

/** Value of PAYMENT_SECRET_ARN where the deployment has no payment provider. */
const none = 'none';

/**
 * The account, as its secret was a minute ago; undefined until somebody has set it up.
 * @param secretArn PAYMENT_SECRET_ARN
 */
export function stripeAccount(
  secretArn: string,
  client = new SecretsManagerClient(clientSettings),
): () => Promise<StripeAccount | undefined> {
  if (secretArn === none) return async () => undefined;
  const read = recentReads(
    async (SecretId) => {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
      const parsed = SecretString.startsWith('{') ? parse(account, JSON.parse(SecretString)) : undefined;
      if (parsed?.ok) return parsed.value;
      log.warn('PAYMENT_NOT_SET_UP');
      return undefined;
    },
    { kept: 60_000, most: 1 },
  );
  return () => read(secretArn);
}
