import { AwsError } from '../../service.ts';
import type { Input } from './json-service.ts';

/** Readers of operation inputs; each names the member that was wrong. */

export function text(input: Input, member: string): string {
  const value = input[member];
  if (typeof value !== 'string' || value === '') throw missing(member);
  return value;
}

export function optionalText(input: Input, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw mistyped(member, 'a string');
  return value;
}

export function optionalNumber(input: Input, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw mistyped(member, 'a number');
  return value;
}

export function list(input: Input, member: string): readonly Input[] {
  const value = input[member];
  if (!Array.isArray(value)) throw missing(member);
  return value as readonly Input[];
}

export function optionalStrings(input: Input, member: string): readonly string[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw mistyped(member, 'a list');
  return value.map(String);
}

/** A string-to-string map such as an encryption context. */
export function textMap(input: Input, member: string): Record<string, string> {
  const value = input[member];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw mistyped(member, 'a map');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
}

/** Base64 of a blob member, as AWS JSON carries it; anything else is refused before the service looks at it. */
export function blob(input: Input, member: string): Buffer {
  const encoded = text(input, member);
  if (encoded.length % 4 !== 0)
    throw notBlob(
      member,
      `Base64 encoded length is expected a multiple of 4 bytes but found: ${encoded.length}`,
    );
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) throw notBlob(member, 'Invalid Base64 character');
  return Buffer.from(encoded, 'base64');
}

/** Refuses members that the service would act on and the local cloud would ignore. */
export function refuseMembers(input: Input, operation: string, members: readonly string[]): void {
  for (const member of members) {
    if (input[member] !== undefined) {
      throw new AwsError('ValidationException', `The local cloud does not support ${member} in ${operation}`);
    }
  }
}

function missing(member: string): AwsError {
  return new AwsError('ValidationException', `The request must contain the parameter ${member}`);
}

function notBlob(member: string, reason: string): AwsError {
  return new AwsError('SerializationException', `${member} can not be converted to a Blob: ${reason}`);
}

function mistyped(member: string, wanted: string): AwsError {
  return new AwsError('ValidationException', `The parameter ${member} must be ${wanted}`);
}
