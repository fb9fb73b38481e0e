import { AwsError } from '../../service.ts';
import { optionalStrings, optionalText } from '../wire/input.ts';
import type { Input } from '../wire/json-service.ts';

/** What a `SendEmail` request asks for, read and checked. */
export interface OutboundEmail {
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** SES takes so many receivers a call. */
const maximumReceivers = 50;

/** Whatever else a request could ask for, and would be silently left out here, is refused by name. */
export function readEmail(input: Input): OutboundEmail {
  onlyKnown(input, ['FromEmailAddress', 'Destination', 'ReplyToAddresses', 'Content'], '');
  const destination = part(input, 'Destination');
  onlyKnown(destination, ['ToAddresses', 'CcAddresses', 'BccAddresses'], 'Destination.');
  const content = part(input, 'Content');
  onlyKnown(content, ['Simple'], 'Content.');
  const simple = part(content, 'Simple');
  onlyKnown(simple, ['Subject', 'Body'], 'Content.Simple.');
  const body = part(simple, 'Body');
  onlyKnown(body, ['Text', 'Html'], 'Content.Simple.Body.');
  const to = ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((member) =>
    optionalStrings(destination, member),
  );
  const text = readContent(body, 'Text');
  const html = readContent(body, 'Html');
  const subject = readContent(simple, 'Subject');
  const from = optionalText(input, 'FromEmailAddress');
  if (from === undefined) throw badRequest('FromEmailAddress is required with simple content');
  if (subject === undefined) throw badRequest('Subject is required');
  if (text === undefined && html === undefined) throw badRequest('Body must have Text or Html');
  if (to.length === 0) throw badRequest('Destination must have a receiver');
  if (to.length > maximumReceivers) throw badRequest(`Recipient count exceeds ${maximumReceivers}`);
  for (const address of [from, ...to]) addressOf(address);
  return { from, to, replyTo: optionalStrings(input, 'ReplyToAddresses'), subject, text, html };
}

/** `Guidewright <no-reply@example.com>` → `no-reply@example.com`. */
export function addressOf(mailbox: string): string {
  const address = /<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();
  const [local, domain, ...more] = address.split('@');
  if (!domain && more.length === 0) throw badRequest("Missing final '@domain'");
  if (!local || !domain || more.length > 0 || /[\s\p{C}]/u.test(address)) throw badRequest('Illegal address');
  return address;
}

export const badRequest = (message: string) => new AwsError('BadRequestException', message);

function part(input: Input, member: string): Input {
  const value = input[member];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  throw badRequest(`${member} is required`);
}

function readContent(input: Input, member: string): string | undefined {
  if (input[member] === undefined) return undefined;
  const content = part(input, member);
  const charset = optionalText(content, 'Charset') ?? 'UTF-8';
  onlyKnown(content, ['Data', 'Charset'], `${member}.`);
  if (charset.toUpperCase() !== 'UTF-8') throw badRequest(`The local cloud does not support ${charset}`);
  return optionalText(content, 'Data') ?? '';
}

function onlyKnown(input: Input, known: readonly string[], place: string): void {
  for (const member of Object.keys(input))
    if (!known.includes(member) && input[member] !== null)
      throw badRequest(`The local cloud does not support ${place}${member} in SendEmail`);
}
