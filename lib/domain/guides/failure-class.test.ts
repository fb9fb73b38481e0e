import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureClass } from './failure-class.ts';

test.each([
  ['TransientFault', 'transient'],
  ['Lambda.TooManyRequestsException', 'transient'],
  ['EventBridge.ThrottlingException', 'transient'],
  ['EventBridge.InternalException', 'transient'],
  ['ResourceFault', 'resource'],
  ['Sandbox.Timedout', 'resource'],
  ['States.Timeout', 'resource'],
  ['PermanentFault', 'permanent'],
  ['Lambda.ResourceNotFoundException', 'permanent'],
  ['Lambda.InvalidParameterValueException', 'permanent'],
  ['EventBridge.AccessDeniedException', 'permanent'],
  ['EventBridge.ResourceNotFoundException', 'permanent'],
  ['EventBridge.ValidationException', 'permanent'],
  ['States.Runtime', 'permanent'],
  ['toString', 'permanent'],
  [undefined, 'permanent'],
] as const)('an execution that ends with %s failed in a %s way', (error, kind) => {
  expect(failureClass('FAILED', error)).toBe(kind);
});

test('a time-out of the whole execution is a matter of resources', () => {
  expect(failureClass('TIMED_OUT', undefined)).toBe('resource');
});

test.each([
  [['ThrottlingException'], 'transient'],
  [['InternalFailure', undefined], 'transient'],
  [['MalformedDetail'], 'permanent'],
  [['ThrottlingException', 'NotAuthorizedForSourceException'], 'permanent'],
  [[], 'permanent'],
] as const)('of events that the bus did not take, the codes decide: %j', (codes, kind) => {
  const cause = JSON.stringify({ FailedEntryCount: 1, Entries: codes.map((ErrorCode) => ({ ErrorCode })) });
  expect(failureClass('FAILED', 'EventBridge.FailedEntry', cause)).toBe(kind);
});

test('a refusal whose cause cannot be read is permanent, as is every error that cannot be told', () => {
  expect(failureClass('FAILED', 'EventBridge.FailedEntry')).toBe('permanent');
  expect(failureClass('FAILED', 'EventBridge.FailedEntry', 'cut aw')).toBe('permanent');
});

test('what the state machine retries by name is not called permanent', () => {
  const definition = readFileSync('state-machines/publish-guide.asl.json', 'utf8');
  const retried = [...definition.matchAll(/"ErrorEquals": \[([^\]]*)\],\s*"IntervalSeconds"/g)]
    .flatMap(([, names = '']) => JSON.parse(`[${names}]`) as string[])
    .filter((name) => name !== 'RecordingNotDrained' && name !== 'States.TaskFailed');
  expect(retried.length).toBeGreaterThan(10);
  for (const name of retried) expect([name, failureClass('FAILED', name)]).not.toEqual([name, 'permanent']);
});
