import { describe, expect, test } from 'vitest';
import { batchOutcome } from './batch-failures.ts';

const answer = (payload: unknown) => ({ ok: true, payload, requestId: 'r' }) as const;
const outcome = (payload: unknown) => batchOutcome(answer(payload), ['1', '2'], true);

// Recorded from AWS: localstack test_lambda_integration_kinesis.py::TestKinesisSource::
// test_kinesis_report_batch_item_success_scenarios and ::test_kinesis_report_batch_item_failure_scenarios
describe('a function that reports failures', () => {
  test.each([
    ['an empty list', []],
    ['null', null],
    ['an empty object', {}],
    ['an empty text', ''],
    ['no failures', { batchItemFailures: [] }],
    ['null for the failures', { batchItemFailures: null }],
  ])('succeeds with %s', (_name, payload) => {
    expect(outcome(payload)).toEqual({ kind: 'done' });
  });

  test.each([
    ['an empty identifier', [{ itemIdentifier: '' }]],
    ['null as identifier', [{ itemIdentifier: null }]],
    ['another key', [{ foo: '1' }]],
    ['another key with null', [{ foo: null }]],
    ['an identifier that is not in the batch', [{ itemIdentifier: '3' }]],
  ])('fails as a whole with %s', (_name, batchItemFailures) => {
    expect(outcome({ batchItemFailures })).toEqual({ kind: 'failed' });
  });

  test('fails in part when it names records of the batch', () => {
    expect(outcome({ batchItemFailures: [{ itemIdentifier: '2' }] })).toEqual({
      kind: 'partial',
      failed: new Set(['2']),
    });
  });
});

test('without the setting an answer means nothing, and a throw means everything', () => {
  const failures = { batchItemFailures: [{ itemIdentifier: '2' }] };
  expect(batchOutcome(answer(failures), ['1', '2'], false)).toEqual({ kind: 'done' });
  const error = { errorType: 'Error', errorMessage: 'no' };
  const thrown = { ok: false, requestId: 'r', error } as const;
  expect(batchOutcome({ ...thrown, functionError: 'Unhandled' }, ['1'], true)).toEqual({ kind: 'failed' });
  expect(batchOutcome({ ...thrown, functionError: 'Throttled' }, ['1'], true)).toEqual({ kind: 'throttled' });
});
