import { randomBytes, randomUUID } from 'node:crypto';
import type { AwsRequest, AwsResponse, AwsService, LocalContext } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { Input } from '../wire/json-service.ts';
import type { Mailbox } from './mailbox.ts';
import { addressOf, badRequest, readEmail } from './send-email.ts';

interface SesOptions {
  readonly context: LocalContext;
  readonly mailbox: Mailbox;
  /** Domains and addresses that the templates declare: verified here as soon as they are there. */
  readonly identities: ReadonlySet<string>;
  readonly now: () => number;
}

/** SES API v2: REST with JSON. Of its operations, `SendEmail`. */
export function sesService({ context, mailbox, identities, now }: SesOptions): AwsService {
  const identityOf = (address: string) => {
    const [, domain = ''] = address.toLowerCase().split('@');
    const parents = domain.split('.').map((_, at, labels) => labels.slice(at).join('.'));
    return [address.toLowerCase(), ...parents].find((candidate) => identities.has(candidate));
  };
  const identityArn = (identity: string) =>
    `arn:aws:ses:${context.region}:${context.account}:identity/${identity}`;

  return {
    names: ['ses'],
    permissions(request) {
      const { from, to } = readEmail(inputOf(request));
      const address = addressOf(from);
      return [
        {
          action: 'ses:SendEmail',
          resource: identityArn(identityOf(address) ?? address.split('@')[1] ?? ''),
          context: {
            'ses:ApiVersion': '2',
            'ses:FromAddress': address,
            'ses:Recipients': to.map(addressOf),
          },
        },
      ];
    },
    async handle(request) {
      const email = readEmail(inputOf(request));
      if (identityOf(addressOf(email.from)) === undefined)
        throw new AwsError(
          'MessageRejected',
          `Email address is not verified. The following identities failed the check in region ${context.region.toUpperCase()}: ${email.from}`,
        );
      const sentAt = new Date(now()).toISOString();
      const id = `${sentAt.replace(/\D/g, '')}-${randomBytes(6).toString('hex')}`;
      mailbox.keep({ id, sentAt, ...email });
      return respond(200, { MessageId: id });
    },
    error: (error) =>
      respond(error.status, { ...error.extra, message: error.message }, { 'x-amzn-errortype': error.code }),
  };
}

function inputOf({ method, path, body }: AwsRequest): Input {
  if (method !== 'POST' || path !== '/v2/email/outbound-emails')
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud does not support ses ${method} ${path}`,
      404,
    );
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Input;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw badRequest('The request body is not a JSON object');
}

function respond(status: number, body: object, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: JSON.stringify(body),
  };
}
