import { paymentsOf, planPorts, pricesOf } from '../../lib/adapters/metering/plan-ports.ts';
import { stripeAccount } from '../../lib/adapters/metering/stripe/account.ts';
import { stripeEvents } from '../../lib/adapters/metering/stripe/events.ts';
import { receivePaymentRefusals } from '../../lib/contracts/metering/plan.ts';
import { receivePayment } from '../../lib/domain/metering/receive-payment.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  ...(['IDENTITY_TABLE_NAME', 'EVENT_BUS_NAME', 'MAIL_QUEUE_URL'] as const),
  ...(['AUDIT_QUEUE_URL', 'EDGE_URL'] as const),
  ...(['PAYMENT_SECRET_ARN', 'PROFESSIONAL_PRICE', 'ENTERPRISE_PRICE'] as const),
]);
export type Env = typeof env;

const account = stripeAccount(env.PAYMENT_SECRET_ARN);
const ports = {
  ...planPorts({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }, env),
  events: stripeEvents(account, pricesOf(env)),
  payments: paymentsOf(account, env),
};

export const handler = publicRoute({
  refusals: receivePaymentRefusals,
  run: ({ event: { body = '', isBase64Encoded, headers } }) => {
    const text = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
    return receivePayment(ports, text, headers['stripe-signature']);
  },
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
