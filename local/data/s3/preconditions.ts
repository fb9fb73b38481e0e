import { AwsError } from '../../service.ts';
import type { StoredObject } from './stored-object.ts';

type Headers = Record<string, string>;

/** For writes: `If-None-Match: *` (only if absent) and `If-Match` (only over that version). */
export function checkWrite(headers: Headers, key: string, current: StoredObject | undefined): void {
  const ifNoneMatch = headers['if-none-match'];
  const ifMatch = headers['if-match'];
  if (ifMatch === '*') throw notImplemented('If-Match');
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') throw notImplemented('If-None-Match');
    if (current) throw failed('If-None-Match');
  }
  if (ifMatch === undefined) return;
  if (!current) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
  if (!names(ifMatch, current.etag)) throw failed('If-Match');
}

/** For reads: throws 412, or answers whether the caller already has it (304). */
export function checkRead(headers: Headers, object: StoredObject, prefix = ''): { notModified: boolean } {
  const header = (name: string) => headers[`${prefix}${name.toLowerCase()}`];
  const label = (name: string) => `${prefix}${name}`;
  const seconds = Math.floor(object.modifiedAt / 1000);
  const ifMatch = header('If-Match');
  if (ifMatch !== undefined && !names(ifMatch, object.etag)) throw failed(label('If-Match'));
  const ifUnmodified = header('If-Unmodified-Since');
  if (ifMatch === undefined && ifUnmodified !== undefined && seconds > instant(ifUnmodified)) {
    throw failed(label('If-Unmodified-Since'));
  }
  const ifNoneMatch = header('If-None-Match');
  if (ifNoneMatch !== undefined) return { notModified: names(ifNoneMatch, object.etag) };
  const ifModified = header('If-Modified-Since');
  return { notModified: ifModified !== undefined && seconds <= instant(ifModified) };
}

/** For copies, where "not modified" is a failure too. */
export function checkCopySource(headers: Headers, source: StoredObject): void {
  const prefix = 'x-amz-copy-source-';
  if (!checkRead(headers, source, prefix).notModified) return;
  throw failed(
    `${prefix}${headers[`${prefix}if-none-match`] === undefined ? 'If-Modified-Since' : 'If-None-Match'}`,
  );
}

function names(header: string, etag: string): boolean {
  return header.split(',').some((part) => {
    const name = part.trim().replace(/^W\//, '').replaceAll('"', '');
    return name === '*' || name === etag;
  });
}

function instant(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}

function failed(condition: string): AwsError {
  return new AwsError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
    { Condition: condition },
  );
}

function notImplemented(header: string): AwsError {
  return new AwsError(
    'NotImplemented',
    'A header you provided implies functionality that is not implemented',
    501,
    {
      Header: header,
      additionalMessage: `We don't accept the provided value of ${header} header for this API`,
    },
  );
}
