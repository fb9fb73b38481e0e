import {
  counters,
  databaseSecret,
  identities,
  nudges,
  putEvents,
  readSecret,
  send,
  statements,
  waitingMails,
} from './words.ts';

/** What puts a plan in force, notes what follows from it, and tells of it. */
const planning = [
  ...identities({
    TENANT: ['GetItem', 'Query', 'UpdateItem'],
    UNSETTLED: ['DeleteItem', 'Query', 'UpdateItem'],
  }),
  putEvents,
  send(nudges, waitingMails),
];
const paymentAccount = '<Metering/PaymentAccount>';
/** Counts what is used where it is kept, and puts right what is taken for it. */
const counting = [
  `dynamodb:GetItem, dynamodb:UpdateItem on ${counters}`,
  statements,
  readSecret(databaseSecret, paymentAccount),
];

export const meteringGrants = {
  'metering/read-plan': [...identities({ TENANT: ['GetItem', 'Query'] }), ...counting],
  'metering/change-plan': [...planning, ...counting],
  'metering/receive-payment': [...planning, readSecret(paymentAccount)],
  'metering/settle-plans': [...planning, readSecret(paymentAccount)],
  'metering/set-plan': planning,
};
