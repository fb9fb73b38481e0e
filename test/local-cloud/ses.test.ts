import { readdirSync, readFileSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import {
  CreateEmailIdentityCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { withLinks } from '../../local/data/ses/mailbox-page.ts';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

const sender = `

export const handler = async ({ input }) => {
  const { SESv2Client, SendEmailCommand } = await import(process.env.SDK);
  const client = new SESv2Client({ maxAttempts: 1 });
  return client.send(new SendEmailCommand(input)).then(
    ({ MessageId }) => ({ MessageId }),
    ({ name, message }) => ({ name, message }),
  );
};`;
const sdk = new URL('../../node_modules/@aws-sdk/client-sesv2/dist-cjs/index.js', import.meta.url).href;
const maySend = {
  Effect: 'Allow',
  Action: 'ses:SendEmail',
  Resource: 'arn:aws:ses:eu-central-1:123456789012:identity/example.com',
  Condition: { StringEquals: { 'ses:FromAddress': 'no-reply@example.com' } },
};

let cloud: TestCloud;
let ses: SESv2Client;

beforeAll(async () => {
  cloud = await startCloud({
    parts: dataParts,
    functions: { sender },
    stacks: {
      Mail: {
        Resources: {
          Domain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'example.com' } },
          SenderRole: functionRole(maySend),
          Sender: lambdaFunction('sender', 'SenderRole', {
            FunctionName: 'sender',
            Environment: { Variables: { SDK: sdk } },
          }),
        },
      },
    },
  });
  ses = new SESv2Client(cloud.client);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const mail = (more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: 'Example <no-reply@example.com>',
  Destination: { ToAddresses: ['ada@example.org'] },
  Content: {
    Simple: {
      Subject: { Data: 'Grüße <b>' },
      Body: { Text: { Data: 'Hello\nhttps://x.example/?a=1&b=2 <script>' }, Html: { Data: '<p>Hello</p>' } },
    },
  },
  ...more,
});
const send = (more?: Partial<SendEmailCommandInput>) => ses.send(new SendEmailCommand(mail(more)));
const page = (path = '', headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${cloud.ports.mailbox}/__mailbox${path}`, { method, headers, redirect: 'manual' });

test('a mail that is sent lies in the folder as it was, readable by its owner only', async () => {
  const { MessageId = '' } = await send();
  const folder = join(cloud.directory, 'state', 'ses', 'mailbox');
  const path = join(folder, `${MessageId}.json`);
  expect(readdirSync(folder)).toContain(`${MessageId}.json`);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    ...{ from: 'Example <no-reply@example.com>', to: ['ada@example.org'], subject: 'Grüße <b>' },
    html: '<p>Hello</p>',
  });
  expect(statSync(path).mode & 0o077).toBe(0);
});

test('only from an identity of the templates, or below it', async () => {
  await send({ FromEmailAddress: 'x@mail.EXAMPLE.com' });
  for (const FromEmailAddress of ['x@example.org', 'x@badexample.com', 'x@com'])
    await expect(send({ FromEmailAddress })).rejects.toMatchObject({
      name: 'MessageRejected',
      message: `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${FromEmailAddress}`,
    });
});

test('a function sends as the address that its role names, and as no other', async () => {
  const sent = await cloud.invoke('sender', { input: mail() });
  expect(sent).toMatchObject({ ok: true, payload: { MessageId: expect.any(String) } });
  const refused = await cloud.invoke('sender', { input: mail({ FromEmailAddress: 'ceo@example.com' }) });
  expect(refused).toMatchObject({
    ok: true,
    payload: {
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: ses:SendEmail'),
    },
  });
});

test.each<[string, Partial<SendEmailCommandInput>]>([
  ['Destination must have a receiver', { Destination: {} }],
  ['does not support ConfigurationSetName', { ConfigurationSetName: 'x' }],
  ['does not support Content.Raw', { Content: { Raw: { Data: new Uint8Array([1]) } } }],
  ["Missing final '@domain'", { Destination: { ToAddresses: ['ada'] } }],
  ['Illegal address', { Destination: { ToAddresses: ['a@b@c'] } }],
  ['Recipient count exceeds 50', { Destination: { ToAddresses: Array(51).fill('a@example.org') } }],
])('a request is refused by what is wrong with it: %s', async (message, more) => {
  await expect(send(more)).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringContaining(message),
  });
});

test('another operation is refused by name', async () => {
  await expect(
    ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'x.example' })),
  ).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: 'The local cloud does not support ses POST /v2/email/identities',
  });
});

test('the page lists mails, the latest first, and shows one with links to follow and nothing that runs', async () => {
  await send();
  const { MessageId } = await send({ Destination: { ToAddresses: ['last@example.org'] } });
  const list = await page();
  const listed = await list.text();
  expect(list.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(listed.indexOf('last@example.org')).toBeLessThan(listed.indexOf('ada@example.org'));
  expect(listed).toContain('Grüße &lt;b&gt;');
  const shown = await page(`/${MessageId}`);
  expect(shown.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline'/,
  );
  expect(await shown.text()).toContain(
    '<a href="https://x.example/?a=1&amp;b=2" rel="noreferrer">https://x.example/?a=1&amp;b=2</a> &lt;script&gt;',
  );
  const formatted = await page(`/${MessageId}/html`);
  expect(await formatted.text()).toBe('<p>Hello</p>');
  expect(formatted.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
});

test('the page reads nothing but mails, and is not for pages of other hosts', async () => {
  for (const path of ['/nothing', '/..%2f..%2fkeys', '/../gateway', '/x/html'])
    expect((await page(path)).status).toBe(404);
  expect((await page('', {}, 'POST')).status).toBe(405);
  const rebound = await new Promise<number | undefined>((resolve) => {
    const { mailbox: port } = cloud.ports;
    const asked = { port, host: '127.0.0.1', path: '/__mailbox', headers: { host: 'evil.example' } };
    get(asked, ({ statusCode }) => resolve(statusCode));
  });
  expect(rebound).toBe(421);
});

test('what only looks like an address is text', () => {
  expect(withLinks('javascript:alert(1) "><img src=x> http://a.example/"onclick=')).toBe(
    'javascript:alert(1) &quot;&gt;&lt;img src=x&gt; <a href="http://a.example/" rel="noreferrer">http://a.example/</a>&quot;onclick=',
  );
});
