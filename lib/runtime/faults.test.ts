import { expect, test } from 'vitest';
import { asFault, faultClass, PermanentFault, ResourceFault } from './faults.ts';

function sdkError(name: string, more: object = {}): Error {
  return Object.assign(new Error('service says so'), { name, ...more });
}

test.each([
  [sdkError('ProvisionedThroughputExceededException'), 'transient'],
  [sdkError('ThrottlingException'), 'transient'],
  [sdkError('Whatever', { $metadata: { httpStatusCode: 503 } }), 'transient'],
  [sdkError('Whatever', { $metadata: { httpStatusCode: 429 } }), 'transient'],
  [sdkError('Whatever', { $retryable: { throttling: true } }), 'transient'],
  [sdkError('Error', { code: 'ECONNRESET' }), 'transient'],
  [sdkError('Error', { code: 'ENOSPC' }), 'resource'],
  [new ResourceFault('too big'), 'resource'],
  [sdkError('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }), 'permanent'],
  [sdkError('DatabaseResumingException', { $metadata: { httpStatusCode: 400 } }), 'transient'],
  [new Error('Failed query', { cause: sdkError('ThrottlingException') }), 'transient'],
  [new TypeError('fetch failed', { cause: sdkError('Error', { code: 'ECONNREFUSED' }) }), 'transient'],
  [new PermanentFault('no use', { cause: sdkError('ThrottlingException') }), 'permanent'],
  [new TypeError('x is undefined'), 'permanent'],
  ['a thrown text', 'permanent'],
] as const)('%s is %s', (error, expected) => {
  expect(faultClass(error)).toBe(expected);
});

test('a fault keeps its class and text; another error becomes one that names what it was', () => {
  const fault = new PermanentFault('no');
  expect(asFault(fault)).toBe(fault);
  const made = asFault(sdkError('ThrottlingException'));
  expect({ name: made.name, message: made.message }).toEqual({
    name: 'TransientFault',
    message: 'ThrottlingException: service says so',
  });
});

test('what parsers, services and query builders quote does not get into a fault’s message', () => {
  const content = 'what somebody typed';
  const wrapped = Object.assign(new Error(`Failed query: insert\nparams: ${content}`), {
    params: [content],
    cause: sdkError('DatabaseErrorException'),
  });
  let unparsable: unknown;
  try {
    JSON.parse(content);
  } catch (error) {
    unparsable = error;
  }
  const refused = Object.assign(new Error(content), { $metadata: { httpStatusCode: 400 } });
  expect(String(unparsable)).toContain('what');
  for (const error of [wrapped, unparsable, refused, content])
    expect(asFault(error).message).not.toContain('what');
  expect(asFault(wrapped).message).toBe('Error over DatabaseErrorException');
});
