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
