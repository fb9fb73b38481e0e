import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailbox } from '../agent/mailbox.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
let mails: ReturnType<typeof mailbox>;
const minute = 60_000;
const tooMany = { code: 'TooManyRequestsException', status: 429 };

beforeAll(async () => {
  // What failed comes again after seconds instead of three minutes; still later than a sending takes.
  product = await startProductCloud(({ Type, Properties }) => {
    if (Type === 'AWS::SQS::Queue' && Properties.VisibilityTimeout === 180) Properties.VisibilityTimeout = 6;
  });
  mails = mailbox(product.mailUrl);
}, 3 * minute);
afterAll(() => product?.[Symbol.asyncDispose]());

async function register(email: string): Promise<void> {
  const body = { email, password: 'seven quiet otters 42', name: 'Ada', company: 'Acme' };
  const answer = await fetch(`${product.api}/v1/registrations`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(202);
}
const arrived = (email: string) => mails.subjects(email);

test(
  'mails of an outage go out when it is over, each once',
  async () => {
    // The SDK itself asks three times for each.
    const outage = product.faults.fail({ action: 'ses:SendEmail', error: tooMany, times: 9 });
    const emails = ['a', 'b', 'c'].map((name) => `${name}@outage.example`);
    await Promise.all(emails.map(register));
    for (const email of emails)
      await eventually(
        () => arrived(email),
        ({ length }) => length > 0,
        minute,
      );
    expect(outage.struck()).toBe(9);
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    for (const email of emails) expect(await arrived(email)).toEqual(['Confirm your e-mail']);
  },
  2 * minute,
);

test(
  'a function that dies as it sends loses no mail',
  async () => {
    const functionName = product.functionName('SendMail');
    for (const when of ['before', 'after'] as const)
      for (const call of [1, 2, 3, 4]) {
        const email = `${when}${call}@death.example`;
        const death = product.faults.killWorker({ functionName, call, when });
        await register(email);
        await eventually(
          () => arrived(email),
          ({ length }) => length > 0,
          minute,
        );
        await eventually(
          async () => death.struck(),
          (struck) => struck === 1,
          minute,
        );
      }
  },
  4 * minute,
);

test(
  'what cannot be sent at all is kept among the dead letters',
  async () => {
    const outage = product.faults.fail({
      action: 'ses:SendEmail',
      error: { code: 'MessageRejected', status: 400 },
    });
    await register('never@outage.example');
    const { endpoint, admin: credentials } = product;
    const sqs = new SQSClient({ region: 'us-east-1', endpoint, credentials });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const QueueUrl = QueueUrls.find((url) => /-Mail-WaitingDeadLetters/.test(url));
    const waiting = async () => {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return Number(Attributes?.ApproximateNumberOfMessages);
    };
    await eventually(waiting, (count) => count === 1, 2 * minute);
    outage.heal();
    expect(await arrived('never@outage.example')).toEqual([]);
  },
  3 * minute,
);
