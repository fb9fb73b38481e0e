import { blob } from '../data/wire/input.ts';
import type { Input } from '../data/wire/json-service.ts';
import { AwsError, UnsupportedError } from '../service.ts';

/** Bytes in a request; an object in S3 may have twice as many. */
const largestDocument = 5 * 1024 * 1024;
const largestBlob = 10_485_760;

/** Refuses what Textract refuses, and names what this cloud leaves out. */
export function readDocument(input: Input): Buffer {
  const document = input.Document;
  if (typeof document !== 'object' || document === null)
    throw textractError('InvalidParameterException', 'Request has invalid parameters');
  if ('S3Object' in document) throw new UnsupportedError('Textract documents that lie in S3');
  const bytes = blob(document as Input, 'Bytes');
  if (bytes.length > largestBlob)
    throw textractError(
      'ValidationException',
      "1 validation error detected: Value at 'document.bytes' failed to satisfy constraint: Member must have length less than or equal to 10485760",
    );
  if (bytes.length > largestDocument)
    throw textractError('DocumentTooLargeException', 'The document is larger than 5 MB');
  if (isPdf(bytes) || isTiff(bytes)) throw new UnsupportedError('Textract documents in PDF and TIFF');
  if (!isPng(bytes) && !isJpeg(bytes))
    throw textractError('UnsupportedDocumentException', 'Request has unsupported document format');
  return bytes;
}

/** As Textract words its errors: the code twice, once as a member. */
export function textractError(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, status, { Code: code });
}

const startsWith = (bytes: Buffer, ...magic: readonly number[]) =>
  magic.every((byte, at) => bytes[at] === byte);
const isPng = (bytes: Buffer) => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
const isJpeg = (bytes: Buffer) => startsWith(bytes, 0xff, 0xd8, 0xff);
const isPdf = (bytes: Buffer) => startsWith(bytes, 0x25, 0x50, 0x44, 0x46);
const isTiff = (bytes: Buffer) =>
  startsWith(bytes, 0x49, 0x49, 0x2a, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2a);
